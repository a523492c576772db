"""What every check has to learn first, learned by being loaded: the words of all form sets.

Fresh processes begin with it (``reading.apart.begin_with``): they are copies of one that knows.
"""

from __future__ import annotations

import contextlib

from juesuan.messages import JuesuanError
from juesuan.reading import Document, Paragraph, Spot, read_documents
from juesuan.reporting import running

__all__ = ["running"]

with contextlib.suppress(JuesuanError):  # it is no disclosure, but was compared with all
    read_documents([Document("", "txt", [Paragraph("1", Spot())])])
