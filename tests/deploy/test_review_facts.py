"""What a review must be told comes in as keyed hashes; a wrong line brings in nothing."""

from pathlib import Path
from uuid import UUID

import pytest

from deploy.cli import main
from deploy.looking import FactsUnreadable, read_facts
from services.reporting.application.reviews import fact_hash

KEY = b"of this committee"
PERSON = UUID("01926f3e-8a10-7000-8000-000000000001")


def test_a_fact_names_the_person_by_a_keyed_hash_only() -> None:
    lines = [f"own-record, official-7, {PERSON}", f"colleague,,{PERSON}"]
    facts = list(read_facts(lines, KEY))
    assert [(kind, subject) for kind, subject, _ in facts] == [
        ("own-record", "official-7"),
        ("colleague", ""),
    ]
    assert {told for _, _, told in facts} == {fact_hash(KEY, PERSON)}
    assert fact_hash(KEY, PERSON) != fact_hash(b"of another", PERSON)


@pytest.mark.parametrize(
    "line",
    [
        f"friend,official-7,{PERSON}",
        f"own-record,,{PERSON}",
        f"colleague,official-7,{PERSON}",
        "colleague,,199107172380",
        f"sample,,{PERSON}",
        "colleague",
    ],
)
def test_a_wrong_line_is_named_and_not_repeated(line: str) -> None:
    with pytest.raises(FactsUnreadable, match="line 2") as refused:
        list(read_facts([f"colleague,,{PERSON}", line], KEY))
    assert "199107172380" not in str(refused.value)


def test_without_the_key_nothing_is_brought_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RODATRADEN_REVIEW_KEY", raising=False)
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    facts = tmp_path / "facts.csv"
    facts.write_text(f"colleague,,{PERSON}\n")
    assert main(["review-facts", str(facts)]) == 2
