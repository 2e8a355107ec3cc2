"""Correcting facts of intakes and of persons: rule books, codes, and the report's own day."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.intake.application.moving import RECEIVED, follow_the_move, require_movable
from services.intake.domain.corrections.events import (
    IntakeCorrectionExplained,
    IntakeFactDisputed,
)
from services.intake.domain.corrections.rulebook import (
    ANNULLABLE,
    KINDS,
    PERSON_KINDS,
    STANDING_TWICE,
    any_person,
    require_coherent,
)
from shared.catalogue import Catalogue
from shared.contracts.intake import IntakeOpened, IntakeReassigned
from shared.contracts.intake_corrections import (
    IntakeCorrectionApproved,
    IntakeFactAnnulled,
    MisrecordingNoted,
    ReceiptDateCorrected,
)
from shared.contracts.names import HAPPENED_ON
from shared.corrections.correcting import Asked, Corrections, Lawful
from shared.corrections.dependants import everybody
from shared.corrections.impact import Dependant
from shared.corrections.misrecording import note_misrecording
from shared.corrections.rulebook import Rulebook
from shared.kernel.context import Recorded
from shared.kernel.store import Appended, Stream, Transaction

BOOK = Rulebook(
    kinds=KINDS,
    annullable=ANNULLABLE,
    annulled=IntakeFactAnnulled,
    approved=IntakeCorrectionApproved,
    explained=IntakeCorrectionExplained,
    disputed=IntakeFactDisputed,
    require_coherent=require_coherent,
    shared=STANDING_TWICE,
)
PERSON_BOOK = replace(
    BOOK,
    kinds=PERSON_KINDS,
    annullable=frozenset(),
    require_coherent=any_person,
    shared=frozenset(),
)


def corrections(catalogue: Catalogue, *more: Dependant) -> Corrections:
    """Return what corrects intakes; ``more`` say what else a correction changes."""
    return Corrections(
        BOOK,
        catalogue,
        lawful=_lawful(catalogue),
        dependants=(*everybody(catalogue), *more),
        elsewhere=_elsewhere,
    )


def person_corrections(catalogue: Catalogue, *more: Dependant) -> Corrections:
    """Return what corrects what the register tells of persons."""

    async def lawful(
        _tx: Transaction, _stream: Stream[Any], _event: Any, _facts: Mapping[str, Any]
    ) -> None:
        return None

    return Corrections(
        PERSON_BOOK, catalogue, lawful=lawful, dependants=(*everybody(catalogue), *more)
    )


def _lawful(catalogue: Catalogue) -> Lawful:
    async def require(
        tx: Transaction, stream: Stream[Any], event: Any, facts: Mapping[str, Any]
    ) -> None:
        day = HAPPENED_ON[type(event)]
        on = facts.get(day, getattr(event, day))
        for code in facts.get("reason_codes", ()):
            catalogue.reason("intake", code, on)
        if isinstance(event, IntakeReassigned) and "reason_code" in facts:
            catalogue.reason("reassignment", facts["reason_code"], on)
        if "person_id" in facts:
            await require_movable(tx, stream, facts["person_id"])

    return require


async def _elsewhere(
    tx: Transaction, stream: Stream[Any], cause: Recorded[Any], asked: Asked
) -> Appended | None:
    await _follow_in_the_report(tx, stream, cause, asked)
    await note_misrecording(tx, stream, cause, asked, BOOK, MisrecordingNoted)
    return await follow_the_move(tx, stream, cause, asked)


async def _follow_in_the_report(
    tx: Transaction, stream: Stream[Any], cause: Recorded[Any], asked: Asked
) -> None:
    """Let the report say the same day as the intake; its other intakes are corrected by theirs."""
    opened = next((each for each in stream.events if isinstance(each, IntakeOpened)), None)
    if opened is None:
        return
    report = await tx.read(opened.report_id)
    for fact in report.standing:
        if isinstance(fact.event, RECEIVED) and fact.event.received_on != opened.received_on:
            same = ReceiptDateCorrected(
                corrects_event_id=fact.event_id,
                corrected_on=asked.today,
                correction_reason_code="follows-correction",
                is_approval_needed=False,
                received_on=opened.received_on,
            )
            context = replace(report.context, actor=asked.actor, causation_id=cause.event_id)
            await tx.append(report.stream_id, [same], context, after=report.version)
