"""A unit's year and the state it is in, from not started to published (报送)."""
