"""What a text and a form or table both print (文表所印).

- ``against_forms``: figures beside what the forms print of the same facts
- ``listed``: things listed by their names, as sentences speak of them; ``listed_rows``,
  ``listed_across`` and ``listed_lines`` read them from tables, from rows of amounts, from lines and
  sentences; ``listed_tables`` has them all; ``listed_over_years``: what is said otherwise of two
  years
- ``around``: the lines around a table
- ``cells``: the numbers of tables with the words of their rows and columns and their units
- ``ties``: which cell a figure of the text tells
"""
