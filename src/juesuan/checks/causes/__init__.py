"""Causes (原因): what the broken identities of a document come from."""
