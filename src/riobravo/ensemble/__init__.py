"""From a study to its worlds: openings, draws, the runner and the result."""
