"""Real places in texts: by their official and former names, and which lies in which."""

import pytest

from juesuan.checks.subject.places import akin, is_real, place_and_rank, places_in, stem


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("武隆区交通局负责拟订南川区规划", ["武隆区", "南川区"]),
        ("湖南省湘西州龙山县人民法院", ["龙山县"]),  # the last of those that lie in one another
        ("靖州苗族侗族自治县和靖州县", ["靖州苗族侗族自治县", "靖州县"]),
        ("射洪县改为射洪市", ["射洪县", "射洪市"]),
        ("敦化市民政局，海口市场监管，本市南山区域", ["敦化市"]),
        ("全省和县级财政，发展成县城", []),  # 和县, 成县 are ends of other words
        ("和县人民政府", ["和县"]),
        ("主城区、新城区的市民", []),
    ],
)
def test_places_are_found_by_their_names(text: str, names: list[str]) -> None:
    assert [place.name for place in places_in(text)] == names


def test_a_place_has_the_codes_of_those_it_lies_in() -> None:
    (alone,), (within,) = places_in("朝阳区教育局"), places_in("北京市朝阳区教育局")
    assert alone.codes == {"110105", "220104"} and within.codes == {"110105"}


def test_places_are_akin_where_one_lies_in_the_other() -> None:
    county, city, other = (places_in(name)[0].codes for name in ("桐乡市", "嘉兴市", "海盐县"))
    assert akin(county, city) and akin(other, city) and not akin(county, other)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("新乡市统计局", ("新乡", "市")),
        ("延津县石婆固镇人民政府", ("石婆固", "镇")),
        ("甲乙县统计局", ("甲乙", "县")),  # in no list
        ("国家统计局", ("", "")),
    ],
)
def test_the_level_is_in_the_unit_s_name(unit: str, expected: tuple[str, str]) -> None:
    assert place_and_rank(unit) == expected


def test_stems_and_the_list() -> None:
    assert stem("靖州苗族侗族自治县") == "靖州" and stem("射洪市") == "射洪"
    assert is_real("嵊州市") and not is_real("北江县")
