"""Derived statements (派生说法): what a text reckons from other statements of its own.

- ``derivations``: rows of data (a marker, an operation, roles of operands), held to the figures
  near a marker
- ``operations``: quotient, difference, net change, balance, rate
- ``fractions``: multiples and shares said in words (2倍, 四分之三, 近五成)
- ``ordering``: orders, extremes and comparisons in words (由高到低依次为, 增幅大于)
- ``counting``: how many of what is listed meet a condition (90分以上的3个)
"""
