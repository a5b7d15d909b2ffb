"""Dates and times for readers in Britain."""
