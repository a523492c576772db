"""Which signs a text must have for a pattern to be found in it."""

import pytest

from juesuan.checks.rules import every_setting
from juesuan.keeping import signs_of
from juesuan.resources import Pattern


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("(?:共|总计|合计)[^，]{0,3}", "共总合"),
        ("(?<=[\u4e00-\u9fff])[a-c](?=[\u4e00-\u9fff])", "abc"),
        ("\\d+年度", "年"),
        ("(?:，，|。。)|；；", "，。；"),
        ("(?P<said>[^，]{2,9})包括(?:x)?", "包"),
        ("(?<!不)可以", "可"),
        ("(?!a)[ab]", "ab"),
        ("(?i)abc", ""),
        ("(?:共)?合计|数*", ""),
        ("[^年]\\s\\d", ""),
        ("[\u4e00-\u9fff]+", ""),
        ("^$|共", ""),
    ],
)
def test_a_match_needs_one_of_few_signs(pattern: str, signs: str) -> None:
    assert (signs_of(pattern) or frozenset()) == frozenset(signs)


def test_what_patterns_of_rules_find_has_their_signs() -> None:
    tried = 0
    for settings in every_setting().values():
        for name in settings.__struct_fields__:
            pattern = getattr(settings, name)
            if isinstance(pattern, Pattern) and pattern.signs is not None:
                tried += len(pattern.finds)
                assert all(not pattern.signs.isdisjoint(text) for text in pattern.finds), name
    assert tried > 500
