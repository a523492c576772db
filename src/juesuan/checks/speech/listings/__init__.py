"""What sentences tell of listed things (所列各项), held to what the table or the list prints.

- ``words``: the words of such sentences
- ``meant``: which of the things a clause speaks of: one, several, all, the rest
- ``reckoned``: what the list gives for what a clause tells
- ``sums``: totals that a list does not make, though its other columns make theirs
- ``statuses``: how many have a grade or are in a state
- ``model``, ``told``: the statements that the list does not give
"""
