"""Statistical disclosure control: what of a public release must be kept back so that nobody's case is given away."""
