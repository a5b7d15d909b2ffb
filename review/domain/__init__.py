"""What figures are made of, without Django: intervals, counting, words and charts."""
