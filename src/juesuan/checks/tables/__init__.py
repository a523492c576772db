"""The ground of the rules on self-evaluation (绩效自评): what several of them look at.

- ``evaluations``: a document's tables with their figures; ``certainty``: which of their rows
  were read with certainty;
- ``money``: their rows of money; ``results``: what actual values mean; ``chain``: what follows
  from what (rate, points, total, grade);
- ``wording``: their texts; ``quantities``: the numbers in these; ``naming``: how names of
  indicators compare;
- ``saying``: how findings are worded.

No rule is here.
"""
