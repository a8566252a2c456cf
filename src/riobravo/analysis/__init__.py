"""From many worlds to numbers people can use."""
