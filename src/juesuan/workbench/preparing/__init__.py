"""Preparing a unit's year: the forms editor (编报)."""
