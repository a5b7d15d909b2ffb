"""A framework in a spreadsheet, out and in again."""
