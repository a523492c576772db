"""The tables of preparation."""
