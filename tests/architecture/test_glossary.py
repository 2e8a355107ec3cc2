"""The glossary and the code name the same things, in the same words."""

from pathlib import Path

import pytest

from tests.architecture.vocabulary import messages

ROOT = Path(__file__).parents[2]


def glossary() -> list[tuple[str, str]]:
    """Return (code word, Swedish term) of every row of docs/glossary.md."""
    lines = (ROOT / "docs/glossary.md").read_text().splitlines()
    tables = [line.strip("| ").split("|") for line in lines if line.startswith("|")]
    rows = [[cell.strip() for cell in row] for row in tables]
    return [(row[0], row[1]) for row in rows if row[0] not in ("In code", "---")]


@pytest.mark.parametrize("message", messages(), ids=lambda cls: cls.__name__)
def test_the_docstring_opens_with_the_swedish_term(message: type) -> None:
    term = dict(glossary()).get(message.__name__)
    assert term, f"{message.__name__} is missing from docs/glossary.md"
    assert (message.__doc__ or "").startswith(term)


def test_no_two_words_share_a_swedish_term() -> None:
    terms = [term for _, term in glossary()]
    assert sorted(terms) == sorted(set(terms))


def test_no_word_stands_twice() -> None:
    words = [word for word, _ in glossary()]
    assert sorted(words) == sorted(set(words))
