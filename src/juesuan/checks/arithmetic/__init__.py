"""Tables that no form describes (其他表格): what their figures keep among themselves.

- ``tables``: a printed table as labels and whole numbers
- ``relations``: sums that rows or columns keep, and where one of them is broken
- ``stated``: sums that a table's notes state
- ``breaks``: the single figure that would mend what is broken
- ``rates``: rates that the rows of a table keep

No word says which sum or rate a table keeps; its other rows and columns do. Only what a total is
called is a word.
"""

from juesuan.checks.arithmetic.breaks import BrokenSum, broken_sums
from juesuan.checks.arithmetic.rates import BrokenRate, broken_rates

__all__ = ["BrokenRate", "BrokenSum", "broken_rates", "broken_sums"]
