"""What each table of the state starts from, read from the observed series: one table per file."""
