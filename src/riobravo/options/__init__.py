"""What a government can do: options as data, their catalogue, and their weekly schedule."""
