"""What sentences say (文字中的数): figures in order, each with what it means.

- ``amounts``: exact values with half of the last printed digit
- ``numbers``: numbers of things as a text says them (共3家, 十二个项目)
- ``assertions``: a figure with what it means; remarks without a figure
- ``funded``: parts that are called by their kind of money alone
- ``unsaid``: comparisons that do not say of what
- ``sections``: the narrative section by section, read once a document
- ``paragraphs``: paragraphs with their figures, each with the words before and behind it
"""
