"""The tables of review."""
