"""What the pages state: a number, a formula or a word is computed or cited."""
