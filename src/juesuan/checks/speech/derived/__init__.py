"""Derived statements (派生说法): what a text reckons from other statements of its own.

- ``derivations``: rows of data (a marker, an operation, roles of operands), held to the figures
  near a marker
- ``operations``: net change, balance; ``gaps``: difference; ``quotients``: so many each, percent of
  a whole
- ``bracketed``: wholes whose bracket gives their parts
- ``extremes``: shares called the greatest or the least
- ``fractions``: multiples and shares said in words (2倍, 四分之三, 近五成, 翻番); ``ratios``: two
  figures as a ratio, an amount in another unit
- ``remainders``: what is left of an amount, sentences behind it
- ``ordering``: orders, extremes and comparisons in words (由高到低依次为, 增幅大于)
- ``printed``: what is reckoned from values that forms and tables print for the names said
- ``groups``: values printed side by side for names (lists, tables, forms), and where they are named
- ``ranking``: ranks in words (最多、其次、前三位依次为), held to such groups
- ``summed``: sums and shares of several of a group, and of the rest (两项合计占、其余占)
- ``changed``: net changes of what rose and fell, changes of tables of two years
- ``savings``: what was saved, its rate and its parts
- ``counting``: how many of what is listed meet a condition (90分以上的3个)
- ``moves``: how many rose and fell (两项下降, 一升一降)
- ``everything``: all of them, each figure once
"""
