"""The performance tables under check (绩效表): what their rules look at."""
