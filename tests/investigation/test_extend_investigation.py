"""Förläng utredning."""

from datetime import date

from services.investigation.domain.delegation import Delegation, OutsideDelegation
from services.investigation.domain.investigation.commands import ExtendInvestigation
from services.investigation.domain.investigation.events import ExtensionReasonsRecorded
from services.investigation.domain.investigation.refusals import (
    BeforeOpened,
    EndNotMoved,
    ExtendedTooLate,
    NotOpen,
)
from shared.contracts.investigation import InvestigationExtended
from shared.kernel.dates import InTheFuture
from tests.investigation.stories import (
    DAY_BEFORE_OPENING,
    NOT_PERMITTED,
    PERMITTED,
    TODAY,
    TOMORROW,
    closed,
    investigation,
    opened,
)

STATUTORY_END = date(2026, 7, 9)


def extend(
    until: date = date(2026, 9, 9),
    *,
    on: date = TODAY,
    delegation: Delegation = PERMITTED,
    today: date = TODAY,
) -> ExtendInvestigation:
    return ExtendInvestigation(
        until_on=until,
        decided_on=on,
        decided_by="official-2",
        decider_role="unit-head",
        ground_code="awaiting-expert",
        reasons="Utlåtandet dröjer.",
        legal_basis_id="sol-20-3",
        statutory_end_on=STATUTORY_END,
        delegation=delegation,
        today=today,
        statutory_last_on=STATUTORY_END,
    )


def extended(until: date = date(2026, 9, 9), on: date = TODAY) -> InvestigationExtended:
    return InvestigationExtended(
        until_on=until,
        decided_on=on,
        decided_by="official-2",
        decider_role="unit-head",
        ground_code="awaiting-expert",
        legal_basis_id="sol-20-3",
        delegation_rule_id="d-7",
    )


def test_it_is_extended_for_a_set_time_and_the_reasons_stay_inside() -> None:
    investigation.given(opened).when(extend()).then(
        ExtensionReasonsRecorded(reasons="Utlåtandet dröjer."), extended()
    )


def test_it_may_be_extended_again_past_the_earlier_extension() -> None:
    investigation.given(opened, extended()).when(extend(date(2026, 9, 10))).then(
        ExtensionReasonsRecorded(reasons="Utlåtandet dröjer."), extended(date(2026, 9, 10))
    )


def test_the_new_end_lies_after_the_end_by_law() -> None:
    investigation.given(opened).when(extend(STATUTORY_END)).then_refused(EndNotMoved)


def test_the_new_end_lies_after_the_earlier_extension() -> None:
    story = investigation.given(opened, extended())
    story.when(extend(date(2026, 9, 9))).then_refused(EndNotMoved)


def test_the_new_end_lies_after_the_day_it_is_decided() -> None:
    last = STATUTORY_END
    command = extend(last, on=last, today=last)
    investigation.given(opened).when(command).then_refused(EndNotMoved)


def test_time_that_has_run_out_is_not_extended() -> None:
    day_after = date(2026, 7, 10)
    late = extend(on=day_after, today=day_after)
    investigation.given(opened).when(late).then_refused(ExtendedTooLate)
    investigation.given(opened, extended()).when(
        extend(date(2026, 12, 1), on=day_after, today=day_after)
    ).then(
        ExtensionReasonsRecorded(reasons="Utlåtandet dröjer."),
        extended(date(2026, 12, 1), on=day_after),
    )
    day_after = date(2026, 9, 10)
    late = extend(date(2026, 12, 1), on=day_after, today=day_after)
    investigation.given(opened, extended()).when(late).then_refused(ExtendedTooLate)


def test_only_who_has_delegation_extends_it() -> None:
    outcome = investigation.given(opened).when(extend(delegation=NOT_PERMITTED))
    outcome.then_refused(OutsideDelegation)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "outside-delegation"
    assert outcome.refusal.detail.endswith("enhetschef.")


def test_it_is_not_extended_before_it_was_opened() -> None:
    investigation.given(opened).when(extend(on=DAY_BEFORE_OPENING)).then_refused(BeforeOpened)


def test_it_is_not_extended_tomorrow() -> None:
    investigation.given(opened).when(extend(on=TOMORROW)).then_refused(InTheFuture)


def test_a_closed_investigation_is_not_extended() -> None:
    investigation.given(opened, closed).when(extend()).then_refused(NotOpen)
