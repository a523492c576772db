"""What sentences claim (文字表述): amounts, names, rates, each held to the facts it speaks of."""
