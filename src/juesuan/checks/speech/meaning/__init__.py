"""What words mean (词语所指): heading, subject, role and time of what is said.

- ``topics``: what narratives speak of (公务接待费 …), as ``data/claims.toml`` describes it
- ``funds``: kinds of money; ``code_names``: items and classes by the lists of codes
- ``owners``: the unit's own name before what is told of it
- ``names``, ``counts``: heading and subject → the facts ``meant``
- ``roles``, ``times``: final account or which budget, which year, compared with what
"""
