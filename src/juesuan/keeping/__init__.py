"""What is made of the package's own texts, kept between runs (跨次保存): patterns compiled,
data files parsed.

Nothing here is needed: without the folder all is made anew, as it is in the first run.
"""

from juesuan.keeping.compiling import compiled
from juesuan.keeping.parsing import parsed
from juesuan.keeping.signs import signs_of
from juesuan.keeping.store import keep_made, kept_file

__all__ = ["compiled", "keep_made", "kept_file", "parsed", "signs_of"]
