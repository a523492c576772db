"""Every change, in an append-only chain (流水): who, when, before, after, why, from which file."""
