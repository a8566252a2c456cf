"""Drugs and the deaths they cause in the United States: one mechanism per file."""
