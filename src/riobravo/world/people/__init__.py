"""People who move, and people exposed: one mechanism per file."""
