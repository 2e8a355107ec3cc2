"""Reviewing the access log: what is selected, by a sample that can be drawn again and by rules."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.reporting.application.looks import Draw, LoggedLook, looks_in
from services.reporting.application.storage import CODEC
from services.reporting.domain.commands import Finding, SignReview
from services.reporting.domain.events import ReviewSigned
from shared.access.guards import guards
from shared.kernel.clock import today
from shared.kernel.store import Store

_FACTS = "SELECT kind, subject, person_hash FROM access.fact"
_GUARDED = """
    SELECT to_regclass('reporting.guarded_person') IS NOT NULL AS is_known"""
_PROTECTED = f"SELECT person_id FROM {guards('reporting')} g WHERE g.is_protected"
_SIGNED = """
    SELECT data FROM store.own_event WHERE name = 'reporting.review-signed.v1'
    ORDER BY recorded_at DESC"""
_MONTHS = """
    SELECT (date_trunc('month', at AT TIME ZONE 'Europe/Stockholm'))::date AS month,
           count(*) AS looks
    FROM access.look WHERE actor_client = 'official' AND person_ids <> '{}'
    GROUP BY 1 ORDER BY 1 DESC"""


class Rule(StrEnum):
    """Urvalsregel: why a look was selected."""

    SAMPLE = "sample"
    NO_RELATION = "no-relation"
    OWN_RECORD = "own-record"
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    KNOWN_NAME = "known-name"
    PROTECTED = "protected-person"


TOLD = (Rule.OWN_RECORD, Rule.RELATIVE, Rule.COLLEAGUE, Rule.KNOWN_NAME)
"""The rules that need facts from outside: keyed hashes of pseudonyms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A look that is to be judged, and why."""

    look: LoggedLook
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a review of a period has to judge."""

    looks: int
    selected: Sequence[Selected]
    unasked: tuple[Rule, ...]  # for want of facts


def fact_hash(key: bytes, person_id: UUID) -> bytes:
    """Return how an imported fact names a person."""
    return hmac.digest(key, b"access-review:" + person_id.bytes, hashlib.sha256)


class Reviewer:
    """Selects what is to be judged. Without ``key`` no imported fact can be told apart."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key

    async def select(self, store: Store, draw: Draw) -> Selection:
        """Return what was looked at in the period and is to be judged."""
        looks = await looks_in(store, draw)
        facts = await _facts(store)
        known_kinds = {kind for kind, _, _ in facts} if self._key else set()
        protected = await _protected(store)
        selected = [
            Selected(look=each, rules=rules)
            for each in looks
            if (rules := tuple(self._rules(each, facts, protected or frozenset())))
        ]
        unasked = [rule for rule in TOLD if rule not in known_kinds]
        unasked += [] if protected is not None else [Rule.PROTECTED]
        return Selection(looks=len(looks), selected=selected, unasked=tuple(unasked))

    def _rules(
        self, look: LoggedLook, facts: set[tuple[str, str, bytes]], protected: frozenset[UUID]
    ) -> Iterator[Rule]:
        if look.is_sampled:
            yield Rule.SAMPLE
        if look.is_unrelated:
            yield Rule.NO_RELATION
        if self._key is not None:
            hashes = [fact_hash(self._key, person_id) for person_id in look.person_ids]
            for rule in TOLD:
                own = rule in (Rule.OWN_RECORD, Rule.RELATIVE)
                subject = look.subject if own else ""
                if any((rule.value, subject, each) in facts for each in hashes):
                    yield rule
        if protected.intersection(look.person_ids):
            yield Rule.PROTECTED


def to_command(
    selection: Selection,
    draw: Draw,
    findings: Sequence[Finding],
    *,
    review_id: UUID,
    signed_by: str,
) -> SignReview:
    """Return the command that signs the review of ``selection``."""
    own = {each.look.look for each in selection.selected if each.look.subject == signed_by}
    return SignReview(
        review_id=review_id,
        from_on=draw.from_on,
        until_on=draw.until_on,
        seed=draw.seed,
        sample=draw.sample,
        looks=selection.looks,
        selected={each.look.look: tuple(each.rules) for each in selection.selected},
        own=frozenset(own),
        findings=tuple(findings),
        unasked=tuple(selection.unasked),
        signed_by=signed_by,
        asked_on=today(),
    )


async def signed_reviews(store: Store) -> Sequence[ReviewSigned]:
    """Return the signed reviews, the latest first."""
    rows = await store.rows(_SIGNED)
    decoded = [CODEC.decode("reporting.review-signed.v1", row["data"]) for row in rows]
    return [each for each in decoded if isinstance(each, ReviewSigned)]


def reviewed_months(reviews: Sequence[ReviewSigned], asked: Sequence["Month"]) -> frozenset[date]:
    """Return the first days of those months that signed reviews cover, day by day."""
    return frozenset(
        month.first_on
        for month in asked
        if all(any(r.from_on <= day <= r.until_on for r in reviews) for day in month.days())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the log."""

    first_on: date
    looks: int

    def days(self) -> Iterator[date]:
        """Yield every day of it."""
        day = self.first_on
        while day.month == self.first_on.month:
            yield day
            day += timedelta(days=1)


async def months(store: Store) -> Sequence[Month]:
    """Return the months in which officials looked at persons, the latest first."""
    rows = await store.rows(_MONTHS)
    return [Month(first_on=row["month"], looks=row["looks"]) for row in rows]


async def _facts(store: Store) -> set[tuple[str, str, bytes]]:
    rows = await store.rows(_FACTS)
    return {(row["kind"], row["subject"], row["person_hash"]) for row in rows}


async def _protected(store: Store) -> frozenset[UUID] | None:
    """Return the protected persons; None while reporting is told of none."""
    ((known),) = await store.rows(_GUARDED)
    if not known["is_known"]:
        return None
    return frozenset(row["person_id"] for row in await store.rows(_PROTECTED))
