"""Forms of the editor: one for each kind of part, with rows that are added and taken away without scripts."""
