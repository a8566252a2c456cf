"""What the simulated system does, in the language of the field."""
