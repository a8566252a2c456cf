"""The region beyond both countries: one mechanism per file."""
