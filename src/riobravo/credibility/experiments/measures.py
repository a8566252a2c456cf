"""What an experiment returns: numbers by the name of what was measured."""

Measures = dict[str, float]
