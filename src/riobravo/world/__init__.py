"""The simulated system: state, one readable week, and random numbers that have addresses."""
