"""Folding: texts that read the same are made the same."""

from hypothesis import example, given
from hypothesis import strategies as st

from juesuan.text import bare, fold, pieces, plain

PRINTED = st.text(
    st.one_of(
        st.sampled_from('（）()，,：:％%０１２９ＡＺａｚ×*【】〔〕“”"－−．　 三公经费①Ⅱ㎡'),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
)


@given(PRINTED)
@example("ﬁ㎡…①")
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for at, character in enumerate(text):
        assert folded[at] == fold(character)


@given(PRINTED)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)
    assert bare(bare(text)) == bare(text)


@given(PRINTED)
def test_a_plain_text_has_no_blanks(text: str) -> None:
    assert not any(character.isspace() for character in plain(text))


@given(PRINTED)
def test_texts_that_fold_alike_are_plainly_alike(text: str) -> None:
    assert plain(text) == plain(" ".join(text))


def test_signs_that_look_different_and_read_the_same() -> None:
    assert fold("（１２.５%）") == fold("(12.5％)")
    assert plain("“三公”经费（元）") == plain('"三公" 经费(元)')
    assert bare("（一）支出合计") == bare("一、支出合计：") == "支出合计"


def test_a_list_is_cut_at_its_marks_and_nowhere_else() -> None:
    assert pieces("办公费、邮电费，水费-电费", "、，") == ["办公费", "邮电费", "水费-电费"]
    assert pieces("、办公费", "、") == ["", "办公费"]
