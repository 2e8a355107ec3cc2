"""Finding what somebody is known by in words: their name, number, telephone and the like.

It finds too much rather than too little: an official may let go what was only alike.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from re import Pattern
from typing import TypeAlias

Terms: TypeAlias = Sequence[Pattern[str]]

_SHORT = 4  # shorter names are words of the language too: only whole, as they are written
_DIGITS = 6
_BETWEEN = r"[\s\-+/().]*"


def of_name(name: str) -> Terms:
    """Return what finds any part of a name, in whatever case and whatever it is joined to."""
    return [each for part in re.split(r"[^\w]+", name) for each in _of_word(part)]


def of_phrase(words: str) -> Terms:
    """Return what finds a phrase as a whole, however it is spaced."""
    parts = words.split()
    if not parts:
        return []
    return [
        re.compile(r"\w*" + r"\s+".join(map(re.escape, variant)) + r"\w*", re.IGNORECASE)
        if len(words) >= _SHORT
        else re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        for variant in _variants(parts)
    ]


def of_number(number: str) -> Terms:
    """Return what finds a telephone or identity number, however its digits are grouped."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < _DIGITS:
        return of_phrase(number)
    core = digits[2:] if len(digits) == 12 else re.sub("^(0046|46|0)", "", digits)
    return [re.compile(r"(?:\+?\d{1,4}" + _BETWEEN + ")?" + _BETWEEN.join(core))]


def of_email(address: str) -> Terms:
    """Return what finds an address, and the part before the sign at."""
    local = address.partition("@")[0]
    return [*of_phrase(address), *of_name(local)]


def passages_of(words: str, terms: Iterable[Pattern[str]]) -> Sequence[tuple[int, int]]:
    """Return where ``terms`` are found in ``words``, in order and without overlap."""
    found = sorted(match.span() for term in terms for match in term.finditer(words))
    joined: list[tuple[int, int]] = []
    for first, end in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > first:
            joined.append((first, end))
    return joined


def _of_word(word: str) -> Terms:
    if len(word) < 2:
        return []
    if len(word) >= _SHORT:
        return of_phrase(word)
    written = {word, word.upper(), word.capitalize()}
    return [
        re.compile(rf"(?<!\w){re.escape(each[0])}s?(?!\w)")
        for form in sorted(written)
        for each in _variants([form])
    ]


def _variants(parts: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return the ways the same letters are kept: composed or not, and escaped as in JSON."""
    found: list[Sequence[str]] = []
    for form in ("NFC", "NFD"):
        normal = [unicodedata.normalize(form, part) for part in parts]
        found += [normal, [json.dumps(part)[1:-1] for part in normal]]
    return [each for place, each in enumerate(found) if each not in found[:place]]
