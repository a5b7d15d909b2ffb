"""A method's rules: from answers to a suggested grade, with exact numbers and a trace in words."""
