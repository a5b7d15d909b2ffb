"""Every constraint of the database, seen to refuse what it must and to accept what it should."""
