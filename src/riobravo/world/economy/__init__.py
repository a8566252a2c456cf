"""Two economies and the trade between them: one mechanism per file."""
