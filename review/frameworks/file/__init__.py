"""The framework file: what may stand in it, reading it, and the canonical form that is its identity."""
