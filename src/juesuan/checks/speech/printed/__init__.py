"""What a text and a form or table both print (文表所印).

- ``against_forms``: figures beside what the forms print of the same facts
- ``listed``, ``listed_across``, ``listed_over_years``: tables that list things, as sentences speak
  of them; what these say otherwise
- ``cells``: the numbers of tables with the words of their rows and columns and their units
- ``ties``: which cell a figure of the text tells
"""
