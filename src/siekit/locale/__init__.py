"""Swedish and English: how figures are written, and the words of the terminal."""
