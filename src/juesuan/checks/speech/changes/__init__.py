"""Changes (增减变动): by how much, which way, why and against which year.

- ``differences``: 增减额 worked out again; changes larger than what there is
- ``directions``: 增加 and 减少 held to the figures; ``unmoved``: parts held to their whole
- ``deviations``: how far a final account is from its budget or last year
- ``reasons``: what a change is explained by; ``sides``: by what is told of the other side
- ``years``: which year it is compared with
"""
