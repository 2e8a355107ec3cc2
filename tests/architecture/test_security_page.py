"""The page on security names tests that are there, and says of every chapter where it stands."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text()


def test_every_test_it_names_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_chapter_of_the_standard_has_its_standing() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| V")]
    chapters = {int(number) for row in rows for number in re.findall(r"V(\d+)", row.split("|")[1])}
    assert chapters == set(range(1, 18))
    said = ("met", "not applicable", "outside", "open")
    assert all(row.split("|")[2].strip().startswith(said) for row in rows)


def test_the_runbook_is_where_it_is_referred_to() -> None:
    assert "](runbook.md)" in PAGE
    assert (ROOT / "docs/runbook.md").exists()
