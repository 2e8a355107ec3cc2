"""What must not be found in the clear: the word of the story, and some numbers however written."""

import base64
import hashlib
import re
from collections.abc import Iterator

from tests.system.words import MARK

CHILD, GUARDIAN, APPLICANT = "200001052380", "199107172380", "199006022397"
MISTAKEN = "200001052381"
NUMBERS = (CHILD, GUARDIAN, APPLICANT, MISTAKEN)


def _spellings(number: str) -> Iterator[str]:
    """Yield the ways a number may be written, with or without a century and a sign."""
    for sign in ("", "-", "+"):
        yield f"{number[2:8]}{sign}{number[8:]}"  # also within the longer ones


def _digests(number: str) -> Iterator[bytes]:
    """Yield what anybody could compute from a number, and so find it by."""
    for written in (number, number[2:]):
        for kind in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(kind, written.encode()).digest()
            yield from (digest, digest.hex().encode())


def _in_base64(word: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of ``word``, wherever in a text it begins."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + word)
        yield encoded[-(-8 * before // 6) : 8 * (before + len(word)) // 6]


WRITTEN = [MARK, *(each for number in NUMBERS for each in _spellings(number))]
TOLD = re.compile(
    b"|".join(
        re.escape(needle)
        for needle in [
            *(each.encode() for each in WRITTEN),
            *(form for each in WRITTEN for form in _in_base64(each.encode())),
            *(digest for number in NUMBERS for digest in _digests(number)),
        ]
    ),
    re.IGNORECASE,
)
