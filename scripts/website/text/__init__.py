"""Text for the pages that is made from code and measurements."""
