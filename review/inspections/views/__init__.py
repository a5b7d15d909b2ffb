"""The pages of inspections, by what is done on them."""
