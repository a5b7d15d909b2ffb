"""The pages of cases: home, lists, the case page, adding, assigning, documents."""
