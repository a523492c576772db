"""The tables of publication."""
