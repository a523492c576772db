"""What adds up (合计与分项): wholes and their parts in one text.

- ``totals``: by topics
- ``divisions``, ``divided``: by words, codes and figures, whatever their names; ``openers``,
  ``parts``, ``itemised`` and ``by_codes`` say which parts they have
- ``contained``: by meaning, though no word says that they are parts
- ``exceeding``: parts that are more than what they are said to be of
- ``points``, ``scores``: scores in one passage and item by item over several, their total and the
  most they can be; ``score_tables``: as tables print them
- ``runs``: figures that a run of others makes but for one slip of a digit
- ``balances``: what was there, came in, went out and is left, in one passage; ``flows``: wherever
  it is told; ``moved``: how what is left moved; ``terms``: the words of all three
"""
