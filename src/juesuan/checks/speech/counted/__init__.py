"""What a text counts and lists (合计与所列): the number said, and what it lists beside.

- ``names``: against the names listed; ``rows``: against the rows of the table pointed at
- ``groups``: against the persons in them
- ``projects``: projects and their money, against the list below the sentence
- ``parts``: counts in whole and in parts, by the figures of their list; ``kinds``: parts that by
  their names are all that there are
"""
