"""Text to text with offsets: widths, layout damage, masks, Chinese numerals."""
