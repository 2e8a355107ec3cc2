"""Handing over a quarter's report, showing again what was handed over, and what changed since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.reporting.application.granted import position, quarterly
from services.reporting.application.unexecuted import Known, Law
from services.reporting.domain import council_statistics, unexecuted_report
from services.reporting.domain.commands import DeliverReport
from services.reporting.domain.council_statistics import statistics_of
from services.reporting.domain.delivery import REPORT
from services.reporting.domain.differences import Difference, differences
from services.reporting.domain.events import ReportContentKept
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.unexecuted_report import Content, canonical, lines_of
from shared.contracts.reporting import ReportDelivered, ReportedItem
from shared.kernel.context import Context
from shared.kernel.handling import begin
from shared.kernel.refusal import NotFound, Refusal
from shared.kernel.store import Appended, Store, Transaction

MUNICIPALITY = "unexecuted-municipality"


class Kind(StrEnum):
    """Rapportens slag."""

    DECISIONS = unexecuted_report.KIND  # to IVO, and the same to the auditors
    STATISTICS = council_statistics.KIND  # to the municipal council
    MUNICIPALITY = MUNICIPALITY  # to another municipality, about named decisions


RECIPIENTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DECISIONS: ("ivo", "auditors"),
    Kind.STATISTICS: ("council",),
    Kind.MUNICIPALITY: ("municipality",),
}


class DecisionsMissing(Refusal):
    """Another municipality is told of the decisions that are its business, and no others."""

    code = "decisions-missing"
    detail = "En rapport till en annan kommun måste ange vilka beslut den gäller, och bara den."


class NoSuchReport(NotFound):
    """Nothing was delivered under that id."""

    detail = "Det finns ingen sådan lämnad rapport."


class NotComparable(Refusal):
    """Statistics have no lines to compare."""

    code = "not-comparable"
    detail = "Bara rapporter per beslut kan jämföras."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to hand over."""

    report_id: UUID
    kind: Kind
    quarter: Quarter
    delivered_on: date
    decision_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A delivered report as it lies in its stream."""

    event: ReportDelivered
    content: bytes
    version: int

    @property
    def plain(self) -> Any:
        """The content, read."""
        return json.loads(self.content)


async def deliver(
    tx: Transaction, law: Law, wanted: Wanted, context: Context, today: date
) -> Appended:
    """Freeze the report as it is known now, and keep that it was handed over.

    Raises:
        Refusal: the quarter has not ended, or the decisions do not go with the kind.
    """
    if bool(wanted.decision_ids) is not (wanted.kind is Kind.MUNICIPALITY):
        raise DecisionsMissing
    known = await position(tx)
    lines = await quarterly(
        tx, law, wanted.quarter, Known(position=known), only=wanted.decision_ids or None
    )
    content = statistics_of(lines) if wanted.kind is Kind.STATISTICS else lines
    command = DeliverReport(
        report_id=wanted.report_id,
        kind_code=wanted.kind.value,
        quarter=wanted.quarter,
        recipient_codes=RECIPIENTS[wanted.kind],
        delivered_on=wanted.delivered_on,
        today=today,
        known_position=known,
        definition_version=str(content["definition"]),
        catalogue_version=law.catalogue.version,
        content=canonical(content),
        items=_items(lines) if wanted.kind is Kind.DECISIONS else (),
    )
    return await begin(tx, REPORT, wanted.report_id, command, context)


async def frozen(store: Store, report_id: UUID) -> Frozen:
    """Return a report as it was delivered.

    Raises:
        NoSuchReport: nothing was delivered under that id.
    """
    stream = await store.read(report_id)
    kept = [each for each in stream.events if isinstance(each, ReportContentKept)]
    told = [each for each in stream.events if isinstance(each, ReportDelivered)]
    if not kept or not told:
        raise NoSuchReport
    return Frozen(event=told[0], content=kept[0].content.encode(), version=stream.version)


async def reproduced(store: Store, law: Law, report: Frozen) -> bytes:
    """Return the same report, made anew from what the ledger held when it was delivered."""
    event = report.event
    only = _named(report) if event.kind_code == MUNICIPALITY else None
    known = Known(position=event.known_position)
    lines = await quarterly(store, law, Quarter.parse(event.period_code), known, only=only)
    is_statistics = event.kind_code == Kind.STATISTICS
    return canonical(statistics_of(lines) if is_statistics else lines)


async def learned_since(store: Store, law: Law, report: Frozen) -> Sequence[Difference]:
    """Return how the report would differ if it were made with what is known now.

    Raises:
        NotComparable: it has no lines.
    """
    if report.event.kind_code == Kind.STATISTICS:
        raise NotComparable
    only = _named(report) if report.event.kind_code == MUNICIPALITY else None
    quarter = Quarter.parse(report.event.period_code)
    known = Known(told_until=report.event.known_position)
    now = await quarterly(store, law, quarter, known, only=only)
    return differences(report.plain, now)


def between(earlier: Frozen, later: Frozen) -> Sequence[Difference]:
    """Return how two delivered reports differ.

    Raises:
        NotComparable: one of them has no lines.
    """
    if Kind.STATISTICS in (earlier.event.kind_code, later.event.kind_code):
        raise NotComparable
    return differences(earlier.plain, later.plain)


def _named(report: Frozen) -> frozenset[UUID]:
    return frozenset(UUID(line["decisionId"]) for _, line in lines_of(report.plain))


def _items(content: Content) -> tuple[ReportedItem, ...]:
    return tuple(
        ReportedItem(
            item_id=UUID(line["spellId"]),
            matter_id=UUID(line["decisionId"]),
            state_code=line["state"],
        )
        for _, line in lines_of(content)
    )
