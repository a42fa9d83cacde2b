"""Run by hand; nothing imports them."""
