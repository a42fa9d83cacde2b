"""Everything that writes files or renders: figures, fragments, Markdown extensions, checks."""
