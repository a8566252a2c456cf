"""One model in every tool of the field: the same law, written the way each tool wants it."""
