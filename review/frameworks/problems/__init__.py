"""What can be wrong in a framework file, each with its place and a sentence that says what to do."""
