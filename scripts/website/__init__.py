"""From docs/ to site/."""
