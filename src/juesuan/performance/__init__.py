"""Performance self-evaluation (绩效自评): targets understood, scores and grades computed."""
