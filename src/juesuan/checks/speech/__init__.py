"""What sentences claim (文字表述): the arithmetic that the narrative's rules stand on.

A figure of a sentence means the facts in which four things meet: its heading, its subject, its
role and its time (标题 ∩ 项目 ∩ 说法 ∩ 年度).

- ``topics``: what narratives speak of (公务接待费 …), as ``data/claims.toml`` describes it
- ``names``, ``counts``, ``code_names``, ``funds``: heading and subject → the facts ``meant``
- ``roles``, ``times``: final account or which budget, which year, compared with what
- ``unsaid``: comparisons that do not say of what
- ``assertions``: all figures of a narrative in order, each with what it means
- ``amounts``: exact values with half of the last printed digit
- ``against_forms``: figures beside what the forms print of the same facts
- ``paragraphs``: paragraphs with their figures, each with the words before and behind it
- ``counted``: numbers of things beside what is listed: names, rows of a table, parts
- ``listed``, ``listed_across``, ``listed_over_years``: tables that list things, as sentences speak
  of them; what these say otherwise
- ``tabled``: figures of the text beside the cells of tables that print the same
- ``operands``: the amounts that a rate or a change is worked out from
- ``rates``: 占比, 增减率, 完成率 worked out again
- ``averages``: 人均、车均 worked out again
- ``derived``: counts reckoned from counts beside them: 平均每期, 净增加, 空编, 结案率
- ``changes``, ``directions``: 增减额 worked out again, 增加 and 减少 held to the figures
- ``reasons``: what a change is explained by; ``years``: which year it is compared with
- ``deviations``: how far a final account is from its budget or last year
- ``totals``: parts and wholes (合计与分项) by topics; ``divisions``, ``divided``: by words, codes
  and figures, whatever their names
- ``lists``: 主要包括… beside the form's lines

Nothing here makes findings: that is the business of the rules.
"""
