"""SIE types 1, 2, 3, 4E and 4I: the text format with labels."""
