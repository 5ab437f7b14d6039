"""Anonymous copies of SIE files: the words are replaced, bytes, figures and oddities stay."""
