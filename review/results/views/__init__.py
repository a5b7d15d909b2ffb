"""The pages of results: what the cases come to, and what is entered."""
