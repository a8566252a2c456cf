"""A recorded run whose numbers must not move unnoticed."""
