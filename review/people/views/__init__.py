"""The pages on which an administrator manages people: users, their access, their ties to forces."""
