"""Where the world stands on the first day of a simulation, and how well that is known."""
