"""The commands of the command line, one per file; each is one library call."""
