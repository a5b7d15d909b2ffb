"""A long run of random use: `make soak`, with SECONDS, SEED and MODE from the environment; or days of faults."""
