"""What a packet tells: sections of entries, each an event as it was recorded, in the clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words that rest sealed, opened for this packet."""

    path: str  # of the field in the event, with dots
    heading: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recorded event: what it says in words, and all that it says in codes."""

    event_id: UUID
    name: str
    title: str
    recorded_at: datetime
    recorded_by: str
    position: int | None  # in the ledger
    texts: Sequence[Text] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One matter, or what else belongs together."""

    heading: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is told beside the events: a heading, what it means, and rows of words."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A part that is kept back: where it stood, and on what ground."""

    event_id: UUID
    section: str
    title: str
    recorded_at: datetime
    field: str
    is_whole: bool  # all of the field, or only passages of it
    ground: str  # the section of law, as a decision writes it
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That the ledger holds an entry: its leaf, and the path to a checkpoint's root."""

    event_id: UUID
    position: int
    leaf_hash: str
    tree_size: int
    hashes: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that a packet holds."""

    title: str
    purpose: str  # a code: what the packet was made for
    person_id: UUID
    made_at: datetime
    sections: Sequence[Section]
    left_out: Sequence[str] = ()  # what was not included, in words
    statements: Sequence[str] = ()  # what the recipient is told first, a paragraph each
    tables: Sequence[Table] = ()
    withheld: Sequence[Withheld] = ()
    known_position: int | None = None  # of the ledger: everything up to it was known
    attachments: Mapping[str, bytes] = field(default_factory=dict)  # by file name
    checkpoint: str | None = None  # the signed note that the proofs lead to
    proofs: Sequence[Proof] = ()
