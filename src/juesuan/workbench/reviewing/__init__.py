"""Documents under review: uploads, findings, decisions, rounds (审核)."""
