"""How dates are written for readers in Britain."""
