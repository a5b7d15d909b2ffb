"""What goes wrong on a working day, with a real server, a real network line and a real browser: no word may be lost."""
