"""Two governments and their publics: one mechanism per file."""
