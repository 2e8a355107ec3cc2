"""The public keys a ledger has been signed with, each for its time: what a verifier trusts.

A keyring is a text file, one key a line: ``<public key> <valid from> <valid until>``, with ``-``
where there is no such time.
Lines that begin with # are for people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.proofs.checkpoint import is_signed
from shared.proofs.keys import NoteMalformed, PublicKey
from shared.proofs.note import Note

_ALWAYS = datetime.min.replace(tzinfo=UTC)


class KeyUnknown(Exception):  # noqa: N818
    """No key of the keyring has signed."""


class KeyNotInForce(Exception):  # noqa: N818
    """The key that signed was not in force at the time stated."""


@dataclass(frozen=True, slots=True)
class Held:
    """A key in the keyring."""

    key: PublicKey
    since: datetime = _ALWAYS
    until: datetime | None = None

    def __str__(self) -> str:
        since = "-" if self.since == _ALWAYS else self.since.isoformat()
        return f"{self.key} {since} {self.until.isoformat() if self.until else '-'}"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys."""

    held: Sequence[Held]

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """Return the keyring that ``text`` is; a key without times is trusted at any time.

        Raises:
            NoteMalformed: a line is none of a keyring's.
        """
        lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
        held = []
        for key, *times in filter(None, lines):
            try:
                since, until = [*times, *("-", "-")[len(times) :]]
                held.append(
                    Held(PublicKey.parse(key), _instant(since) or _ALWAYS, _instant(until))
                )
            except ValueError as error:
                raise NoteMalformed(
                    f"the key {key} does not stand as in a keyring: {error}"
                ) from None
        return cls(held)

    def __str__(self) -> str:
        return "".join(f"{each}\n" for each in self.held)

    def check(self, note: Note, made_at: datetime) -> PublicKey:
        """Return the key that signed ``note`` at ``made_at``.

        Raises:
            KeyUnknown: none of these did.
            KeyNotInForce: one did, at another time than its own.
        """
        signers = [each for each in self.held if is_signed(note, each.key)]
        if not signers:
            raise KeyUnknown
        for each in signers:
            if each.since <= made_at and (each.until is None or made_at < each.until):
                return each.key
        raise KeyNotInForce

    def rotated(
        self, key: PublicKey, at: datetime, *, grace: timedelta = timedelta(0)
    ) -> "Keyring":
        """Return the keyring with ``key`` in force from ``at``, and no other after ``grace``."""
        end = at + grace
        ended = [each if each.until else replace(each, until=end) for each in self.held]
        return Keyring([*ended, Held(key, at)])


def _instant(text: str) -> datetime | None:
    if text == "-":
        return None
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("a time needs its offset")
    return instant
