"""Parts of a framework file in words that name what they point to: for lists, sentences and pages."""
