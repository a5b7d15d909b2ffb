"""What can be known of case files without Django: codes, and the checking of uploaded tables."""
