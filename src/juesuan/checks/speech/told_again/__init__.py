"""One thing told in several places (前后表述): what is said of it must agree.

- ``repeated``: amounts and counts that the text prints again
- ``things``: a project in the list of all and in its own lines
- ``turned``: again with their digits in another order
- ``carried``: last year's end and this year's beginning
- ``equated``: amounts that words call equal
- ``nothing``: what is said to be none; ``some``: what shows that there was some of it;
  ``asked``: the words of both; ``acts``: what is done, by its signs
"""
