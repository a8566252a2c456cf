"""Published claims as input: what they say, the comparison that tests them, and the verdict."""
