"""Extensions of Python-Markdown."""
