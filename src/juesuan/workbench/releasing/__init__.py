"""Signing off and publishing (公开)."""
