"""Classification (科目): functional and economic codes, versioned by year."""

from juesuan.classification.codes import (
    Code,
    CodeList,
    ListedClass,
    code_list,
    function_classes,
)

__all__ = ["Code", "CodeList", "ListedClass", "code_list", "function_classes"]
