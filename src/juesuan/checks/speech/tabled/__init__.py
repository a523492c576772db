"""What a text and a table beside it both print (文字与所附的表).

- ``cells``: the numbers of tables with the words of their rows and columns and their units
- ``ties``: which cell a figure of the text tells
"""
