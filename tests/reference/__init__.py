"""The simulated system once more, slow and plain, and its agreement with the compiled one."""
