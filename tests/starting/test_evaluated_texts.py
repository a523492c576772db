"""Last year's projects and indicators in this year's draft."""

from pathlib import Path

from juesuan.starting import open_last_year, texts_after


def test_last_years_projects_and_targets_come_without_their_results(examples: Path) -> None:
    texts = texts_after(open_last_year(examples / "qujing-digital-economy-centre-2023"))
    assert texts["projects|0-3|name"] == "党政储备人才专项经费"
    indicators = {key.split("|")[1] for key, text in texts.items() if text == "0-1"}
    assert len(indicators) > 10
    assert {texts[f"indicators|{line}|operator"] for line in indicators} == {"≥", "="}
    assert not any(key.endswith(("|actual", "|score", "|reason")) for key in texts)
    assert not any(key.startswith("money|") for key in texts)
