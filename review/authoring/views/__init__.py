"""The pages of the editor: a draft as a tree, its parts, its rules, preview and trial, comments, beginning and end."""
