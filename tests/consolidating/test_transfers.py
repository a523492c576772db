"""Who paid whom within a department: matched by what is named, by amounts, by sums."""

from juesuan.consolidating.transfers import Got, Paid, Transfer, transfers


def found(paid: dict[Paid, int], got: dict[Got, int], settled: bool = False) -> list[Transfer]:
    return list(transfers("subsidy", paid, got, settled))


def told(paid: dict[Paid, int], got: dict[Got, int]) -> set[tuple[str, ...]]:
    return {(one.state, *one.payers, *one.receivers) for one in found(paid, got)}


BUSINESS, OTHER = "business", "other"


def test_two_transfers_of_different_money_are_each_eliminated() -> None:
    paid = {Paid("甲", BUSINESS): 100, Paid("丙", OTHER): 50}
    got = {Got("乙"): 100, Got("丁"): 50}
    assert told(paid, got) == {("eliminated", "甲", "乙"), ("eliminated", "丙", "丁")}


def test_one_payment_is_what_several_received() -> None:
    paid = {Paid("甲", BUSINESS): 100, Paid("丙", BUSINESS): 7}
    got = {Got("乙"): 60, Got("丁"): 40, Got("戊"): 8}
    assert told(paid, got) == {("eliminated", "甲", "乙", "丁"), ("differs", "丙", "戊")}


def test_a_summary_names_the_two_units_that_differ_though_the_sums_agree() -> None:
    paid = {Paid("甲", BUSINESS, "乙"): 100, Paid("甲", BUSINESS, "丁"): 50}
    got = {Got("乙"): 90, Got("丁"): 60}
    assert [(one.state, one.receivers, one.difference) for one in found(paid, got)] == [
        ("differs", ("乙",), 10),
        ("differs", ("丁",), -10),
    ]


def test_money_beside_other_money_of_its_kind_is_not_told_apart() -> None:
    paid = {Paid("甲", BUSINESS, "乙"): 100}
    got = {Got("乙", "甲"): 100, Got("乙"): 30}
    assert told(paid, got) == {("mixed", "甲", "乙"), ("one_sided", "乙")}


def test_several_kinds_of_money_for_one_receipt_are_not_told_apart() -> None:
    paid = {Paid("甲", BUSINESS): 70, Paid("甲", OTHER): 30}
    assert told(paid, {Got("乙"): 100}) == {("mixed", "甲", "乙")}


def test_two_payments_of_one_amount_are_not_guessed_apart() -> None:
    paid = {Paid("甲", BUSINESS): 50, Paid("丙", OTHER): 50}
    assert told(paid, {Got("乙"): 50, Got("丁"): 50}) == {("mixed", "甲", "丙", "乙", "丁")}


def test_nothing_moved_is_no_transfer() -> None:
    assert found({Paid("甲", BUSINESS): 0}, {}) == []
    assert found({Paid("甲", BUSINESS): 0}, {Got("乙"): 0}, settled=True) == []
