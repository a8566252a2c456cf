"""Force and its aftermath: one mechanism per file; strategic outcomes only."""
