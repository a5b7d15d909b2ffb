"""The house's own rules, read from its source without running it."""
