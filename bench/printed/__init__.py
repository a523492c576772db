"""What the bench prints, a module a subject."""
