"""From a study to its worlds: the same numbers however they are computed."""
