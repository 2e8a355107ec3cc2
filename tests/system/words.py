"""The word that every name and free text of the story carries."""

MARK = "Kvartsitfors"
"""It stands in no code, no catalogue and no other text of ours."""


def words(text: str) -> str:
    """Return ``text`` with the mark in it."""
    return f"{text} {MARK}"
