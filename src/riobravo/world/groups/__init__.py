"""Armed groups and violence: one mechanism per file."""
