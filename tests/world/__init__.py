"""The compiled week: arithmetic, addressed draws, counts, and a way to drive worlds directly."""
