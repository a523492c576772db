"""The ground of the rules on self-evaluation (绩效自评): what several of them look at.

``evaluations`` are a document's tables with their figures, ``certainty`` which of their rows
were read with certainty, ``money`` their rows of money, ``chain`` what follows from what (rate,
points, total, grade), ``wording`` their texts, ``naming`` how names of indicators compare,
``quantities`` the numbers in the texts, ``saying`` how findings are worded. No rule is here.
"""
