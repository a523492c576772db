"""What sentences claim (文字表述): the arithmetic that the narrative's rules stand on.

A figure of a sentence means the facts in which four things meet: its heading, its subject, its
role and its time (标题 ∩ 项目 ∩ 说法 ∩ 年度).

Rooms by subject, each entered only from those below it:

- ``meaning``: what words mean: items, kinds of money, codes, counts, stages, years
- ``sentences``: the narrative's figures in order, each with what it means and how exact it is
- ``printed``: figures beside what forms and tables print of the same
- ``rates``: 占比, 增减率, 完成率, 人均 worked out again
- ``changes``: 增减额 worked out again, 增加 and 减少 held to the figures, reasons, years compared
- ``sums``: wholes and parts (合计与分项), whatever their names; points and balances
- ``counted``: numbers of things beside what is listed: names, rows of a table, parts
- ``told_again``: one thing told in several places, or said to be equal or none
- ``named``: names and codes that the list, the forms or the amounts belie
- ``derived``: what a text reckons from figures beside it: 平均每期, 净增加, 空编, 结案率
- ``listings``: what sentences tell of the things that a table or a list prints

Nothing here makes findings: that is the business of the rules.
"""
