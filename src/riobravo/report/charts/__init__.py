"""One chart per file; each function returns an Altair chart that also works in a notebook."""
