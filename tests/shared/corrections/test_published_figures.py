"""Publicerade mått: vilka en rättelse gör annorlunda, efter slag av ärende och period."""

from datetime import date
from uuid import UUID

import pytest

from shared.catalogue import catalogue
from shared.contracts.intake import IntakeOpened, Origin
from shared.contracts.intake_corrections import ReceiptDateCorrected
from shared.corrections.impact import Corrected, Kind
from shared.corrections.published import counted_otherwise, days_of
from shared.testing.recorded import PERSON_ID, recorded
from tests.shared.corrections.ledger import STREAM, TODAY

OPENED = IntakeOpened(
    intake_id=STREAM,
    person_id=PERSON_ID,
    report_id=UUID(int=77),
    origin=Origin.CONCERN_REPORT,
    case_type="child-concern",
    reason_codes=(),
    received_on=date(2025, 12, 30),
    is_danger_reported=False,
    catalogue_version="1",
)


def corrected(to: date) -> Corrected:
    before = [recorded(OPENED, STREAM, position=1)]
    right = ReceiptDateCorrected(
        corrects_event_id=before[0].event_id,
        corrected_on=TODAY,
        correction_reason_code="typing-error",
        is_approval_needed=False,
        received_on=to,
    )
    return Corrected.of(STREAM, before, [*before, recorded(right, STREAM, position=2)], TODAY)


def named(figure: str, period: str, to: date) -> list[tuple[str, str]]:
    told = {"publication_id": str(UUID(int=9)), "figure_code": figure, "period_code": period}
    found = list(counted_otherwise(told, corrected(to), catalogue()))
    assert {each.kind for each in found} <= {Kind.FIGURE}
    return [(each.name, change.field) for each in found for change in each.changes]


NEW_YEAR = date(2026, 1, 2)
TITLE = "Aktualiseringar av barn och unga"


@pytest.mark.parametrize("period", ["2025", "2026", "2025-12", "2026-01", "2023-2025"])
def test_a_day_moved_over_new_year_changes_the_figures_of_both_years(period: str) -> None:
    assert named("children-intakes", period, NEW_YEAR) == [(f"{TITLE} {period}", "received_on")]


@pytest.mark.parametrize("period", ["2024", "2025-11", "2026-02"])
def test_other_periods_are_left_as_they_are(period: str) -> None:
    assert named("children-intakes", period, NEW_YEAR) == []


def test_what_counts_another_kind_of_matter_is_left_as_it_is() -> None:
    assert named("children-investigations-opened", "2025", NEW_YEAR) == []


def test_a_correction_that_changes_nothing_told_names_no_figure() -> None:
    assert named("children-intakes", "2025", date(2025, 12, 30)) == []


def test_a_month_has_its_own_last_day() -> None:
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("2025-12") == (date(2025, 12, 1), date(2025, 12, 31))
