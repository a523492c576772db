"""Names and codes (名称与科目) held to the list of codes, to the forms and to their amounts.

- ``paths``: paths of functional codes in words (类、款、项)
- ``misplaced``: names that lie elsewhere than the list says
- ``with_codes``: names beside codes, and codes of another name
- ``renamed``: items whose name the amount belies
- ``misbudgeted``: parts of one budget with names of another
- ``said_of_others``: amounts that are of another thing than their names alone say
- ``purposes``: what an item's amount is said to be used for
- ``class_lists``: 主要包括… beside the form's lines
"""
