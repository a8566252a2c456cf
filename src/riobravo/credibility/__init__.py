"""Published results, and whether the program reproduces them."""
