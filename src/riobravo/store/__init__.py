"""A study on disk: streamed while it runs, resumed after any interruption, read without loading it."""
