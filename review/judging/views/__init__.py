"""The pages on which forces are judged and their judgments are read."""
