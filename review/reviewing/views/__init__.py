"""The pages of a review: overview and reading, topics, evidence, language flags, checking and submitting."""
