"""A second, slow and plain implementation of the simulated system, and its agreement with the first."""
