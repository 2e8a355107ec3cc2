"""Förvaltningsärenden: the authority's own duties, opened, noted in, extended and put right."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.administration import refusals
from services.intake.domain.administration.commands import (
    AnnulAdministrativeFact,
    AssignAdministrativeMatter,
    ExtendAdministrativeTime,
    NoteAdministrativeFact,
    OpenAdministrativeMatter,
)
from services.intake.domain.administration.lawful import FactWanted, Limit, Span
from services.intake.domain.administration.rules import ADMINISTRATION
from shared.contracts.intake_administration import (
    Administration,
    AdministrativeFactAnnulled,
    AdministrativeFactNoted,
    AdministrativeMatterAssigned,
    AdministrativeMatterOpened,
    AdministrativeTimeExtended,
)
from shared.kernel.calendar import Unit
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from shared.testing.scenario import Scenario
from shared.testing.tokens import CASEWORKER, E_SERVICE, UNIT_HEAD, bearer
from tests.intake.service import Service

TODAY = date(2026, 11, 22)
MATTER = UUID(int=7)
REQUESTED, DELIVERED = "register-extract-requested", "register-extract-delivered"
matter = Scenario(ADMINISTRATION)
opened = AdministrativeMatterOpened(
    administrative_matter_id=MATTER,
    kind_code="register-extract-request",
    unit="kansli",
    official=None,
    opened_on=date(2026, 11, 2),
    catalogue_version="2026-5",
)
requested = AdministrativeFactNoted(
    administrative_matter_id=MATTER,
    kind_code="register-extract-request",
    fact_code=REQUESTED,
    happened_on=date(2026, 11, 2),
    happened_at=None,
    period_code=None,
    is_closing=False,
    catalogue_version="2026-5",
)
delivered = replace(
    requested, fact_code=DELIVERED, happened_on=date(2026, 11, 20), is_closing=True
)
extended = AdministrativeTimeExtended(
    administrative_matter_id=MATTER,
    until_on=date(2027, 2, 2),
    decided_on=date(2026, 11, 20),
    decided_by="official-7",
    ground_code="many-or-complex-requests",
)


def fact(code: str, on: date, at: datetime | None = None, **known: Any) -> FactWanted:
    return FactWanted(
        fact_code=code,
        happened_on=on,
        happened_at=at,
        comes_after=known.get("comes_after", frozenset()),
        is_closing=known.get("is_closing", False),
    )


OPEN = OpenAdministrativeMatter(
    administrative_matter_id=MATTER,
    kind_code="register-extract-request",
    unit="kansli",
    official=None,
    fact=fact(REQUESTED, date(2026, 11, 2)),
    period_code=None,
    period_last_on=None,
    catalogue_version="2026-5",
    today=TODAY,
)
DELIVER = NoteAdministrativeFact(
    fact=fact(DELIVERED, date(2026, 11, 20), comes_after=frozenset({REQUESTED}), is_closing=True),
    catalogue_version="2026-5",
    today=TODAY,
)
A_MONTH = Limit(
    started_by=frozenset({REQUESTED}),
    stopped_by=frozenset({DELIVERED}),
    time=Span(length=1, unit=Unit.MONTHS),
    longest=Span(length=2, unit=Unit.MONTHS),
    is_repeatable=False,
    is_moved_off_days_of_rest=True,
)
EXTEND = ExtendAdministrativeTime(
    until_on=date(2027, 2, 2),
    decided_on=date(2026, 11, 20),
    decided_by="official-7",
    ground_code="many-or-complex-requests",
    limits=(A_MONTH,),
    today=TODAY,
)


def test_a_matter_is_opened_with_what_began_it_and_closed_with_what_ended_it() -> None:
    matter.given().when(OPEN).then(opened, requested)
    matter.given(opened, requested).when(DELIVER).then(delivered)
    matter.given(opened, requested).when(OPEN).then_refused(refusals.AlreadyOpened)


def test_nothing_is_answered_before_it_was_asked() -> None:
    early = replace(DELIVER, fact=replace(DELIVER.fact, happened_on=date(2026, 11, 1)))
    matter.given(opened, requested).when(early).then_refused(refusals.FactBeforeStart)
    same_day = replace(DELIVER, fact=replace(DELIVER.fact, happened_on=date(2026, 11, 2)))
    matter.given(opened, requested).when(same_day).then(
        replace(delivered, happened_on=date(2026, 11, 2))
    )


def test_hours_are_told_apart_on_the_same_day() -> None:
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    known = replace(requested, happened_at=noon)
    before = fact(
        DELIVERED,
        date(2026, 11, 2),
        datetime(2026, 11, 2, 11, 59, tzinfo=UTC),
        comes_after=frozenset({REQUESTED}),
    )
    matter.given(opened, known).when(replace(DELIVER, fact=before)).then_refused(
        refusals.FactBeforeStart
    )
    late = replace(before, happened_at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC))
    matter.given(opened, known).when(replace(DELIVER, fact=late)).then_refused(
        refusals.MomentNotThatDay  # in Sweden it was past midnight
    )


def test_what_stands_there_is_not_noted_again_and_what_lies_ahead_not_at_all() -> None:
    matter.given(opened, requested, delivered).when(DELIVER).then_refused(
        refusals.FactAlreadyNoted
    )
    ahead = replace(DELIVER, fact=replace(DELIVER.fact, happened_on=date(2026, 11, 23)))
    matter.given(opened, requested).when(ahead).then_refused(InTheFuture)


def test_what_a_period_calls_for_is_done_once_it_is_over() -> None:
    over = replace(OPEN, period_code="2026-10", period_last_on=date(2026, 10, 31))
    matter.given().when(over).then(opened, replace(requested, period_code="2026-10"))
    going_on = replace(OPEN, period_code="2026-11", period_last_on=date(2026, 11, 30))
    matter.given().when(going_on).then_refused(refusals.PeriodNotEnded)


def test_more_time_is_given_once_on_a_ground_before_the_end() -> None:
    matter.given(opened, requested).when(EXTEND).then(extended)
    matter.given(opened, requested, extended).when(EXTEND).then_refused(refusals.ExtendedTwice)
    without = replace(EXTEND, limits=())
    matter.given(opened, requested).when(without).then_refused(refusals.NothingToExtend)
    matter.given(opened, requested, delivered).when(EXTEND).then_refused(refusals.NothingToExtend)
    before = replace(EXTEND, decided_on=date(2026, 11, 1))
    matter.given(opened, requested).when(before).then_refused(refusals.NothingToExtend)
    late = replace(EXTEND, decided_on=date(2026, 12, 3), today=date(2026, 12, 3))
    matter.given(opened, requested).when(late).then_refused(refusals.ExtendedAfterEnd)
    shorter = replace(EXTEND, until_on=date(2026, 12, 2))
    matter.given(opened, requested).when(shorter).then_refused(refusals.NotMoreTime)
    further = replace(EXTEND, until_on=date(2027, 2, 3))
    matter.given(opened, requested).when(further).then_refused(refusals.ExtendedTooFar)


def test_it_is_given_to_a_unit_and_an_official() -> None:
    asked = AssignAdministrativeMatter(unit="kansli", official="official-7", today=TODAY)
    matter.given(opened, requested).when(asked).then(
        AdministrativeMatterAssigned(
            administrative_matter_id=MATTER,
            unit="kansli",
            official="official-7",
            assigned_on=TODAY,
        )
    )
    matter.given().when(asked).then_refused(refusals.NoSuchMatter)


def test_what_was_noted_wrongly_is_taken_back_but_the_beginning_last() -> None:
    wrong = AnnulAdministrativeFact(
        event_id=UUID(int=9), fact_code=DELIVERED, reason_code="typing-error", today=TODAY
    )
    matter.given(opened, requested, delivered).when(wrong).then(
        AdministrativeFactAnnulled(
            administrative_matter_id=MATTER,
            annuls_event_id=UUID(int=9),
            period_code=None,
            annulled_on=TODAY,
            correction_reason_code="typing-error",
        )
    )
    matter.given(opened, requested, delivered).when(
        replace(wrong, fact_code=REQUESTED)
    ).then_refused(refusals.OpeningFactStays)
    matter.given(opened, requested).when(replace(wrong, fact_code=None)).then_refused(
        refusals.NothingToAnnul
    )


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(derandomize=True, deadline=None, max_examples=500, database=None)
@given(days, days, days)
def test_whatever_is_accepted_lies_between_start_and_end(
    began: date, decided: date, until: date
) -> None:
    """A second reckoning by whole months, without the calendar of the rules."""
    history: list[Administration] = [
        replace(opened, opened_on=began),
        replace(requested, happened_on=began),
    ]
    command = replace(EXTEND, decided_on=decided, until_on=until, today=date(2036, 12, 31))
    try:
        ADMINISTRATION.decide(ADMINISTRATION.fold(history), command)
    except Refusal:
        return
    assert began <= decided < until
    months = (until.year - began.year) * 12 + until.month - began.month
    assert 1 <= months <= 3


PATH = "/administrative-matters"
ASKED = {
    "kindCode": "register-extract-request",
    "factCode": REQUESTED,
    "happenedOn": "2026-10-30",
}


async def post(service: Service, path: str, body: dict[str, Any], **headers: str) -> Response:
    return await service.client.post(path, json=body, headers={**bearer(CASEWORKER), **headers})


async def opened_with(service: Service, **changes: Any) -> str:
    answer = await post(service, PATH, {**ASKED, **changes})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"].removeprefix("http://intake.example"))


async def done(service: Service, place: str, act: str, body: dict[str, Any]) -> Response:
    etag = (await service.read(place)).headers["etag"]
    return await post(service, f"{place}/{act}", body, **{"If-Match": etag})


async def test_over_http_a_request_is_followed_from_its_receipt_to_its_answer(
    service: Service,
) -> None:
    place = await opened_with(service, unit="kansli")
    more = {
        "untilOn": "2027-01-30",
        "decidedOn": "2026-11-20",
        "groundCode": "many-or-complex-requests",
    }
    assert (await done(service, place, "extend", more)).status_code == 200
    given = await done(service, place, "assign", {"unit": "arkiv", "official": "official-7"})
    assert given.status_code == 200, given.text
    noted = {"factCode": DELIVERED, "happenedOn": "2026-11-21"}
    closed = (await done(service, place, "facts", noted)).json()
    answer = (await service.read(place)).json()
    assert [each["factCode"] for each in answer["facts"]] == [REQUESTED, DELIVERED]
    assert (answer["unit"], answer["official"], answer["isClosed"]) == (
        "arkiv",
        "official-7",
        True,
    )
    assert answer["facts"][0]["isLate"]
    assert answer["extensions"][0]["untilOn"] == "2027-01-30"
    listed = await service.read(f"{PATH}?isClosed=true&unit=arkiv&atLeast={closed['eventId']}")
    assert [(each["kindCode"], each["closedOn"]) for each in listed.json()["items"]] == [
        ("register-extract-request", "2026-11-21")
    ]
    assert (await service.read(f"{PATH}?isClosed=false")).json()["items"] == []


async def test_over_http_a_wrong_day_is_annulled_and_noted_anew(service: Service) -> None:
    place = await opened_with(service)
    await done(service, place, "facts", {"factCode": DELIVERED, "happenedOn": "2026-11-02"})
    (_, wrong) = (await service.read(place)).json()["facts"]
    taken_back = {"eventId": wrong["eventId"], "reasonCode": "typing-error"}
    annulled = await done(service, place, "annul-fact", taken_back)
    assert annulled.status_code == 200, annulled.text
    again = await done(service, place, "annul-fact", taken_back)
    assert (again.status_code, again.json()["code"]) == (409, "nothing-to-annul")
    last = await done(service, place, "facts", {"factCode": DELIVERED, "happenedOn": "2026-11-03"})
    assert last.status_code == 200
    facts = (await service.read(place)).json()["facts"]
    assert [each["happenedOn"] for each in facts] == ["2026-10-30", "2026-11-03"]
    row = await service.read(f"{PATH}?atLeast={last.json()['eventId']}")
    assert row.json()["items"][0]["closedOn"] == "2026-11-03"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kindCode": "no-such-kind"}, "unknown-code"),
        ({"factCode": DELIVERED}, "fact-not-for-kind"),
        ({"periodCode": "2025"}, "period-not-asked"),
        ({"happenedOn": "2100-01-01"}, "date-in-the-future"),
        (
            {"kindCode": "placed-children-list", "factCode": "placed-children-listed"},
            "period-not-said",
        ),
        (
            {
                "kindCode": "placed-children-list",
                "factCode": "placed-children-listed",
                "periodCode": "2025-11",
            },
            "period-not-said",
        ),
        (
            {
                "kindCode": "placed-children-list",
                "factCode": "placed-children-listed",
                "periodCode": "2026",
            },
            "period-not-ended",
        ),
        ({"kindCode": "cyber-incident", "happenedOn": "2026-01-14"}, "not-in-force"),
    ],
)
async def test_over_http_what_does_not_go_together_is_refused(
    service: Service, changes: dict[str, Any], code: str
) -> None:
    answer = await post(service, PATH, {**ASKED, **changes})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_over_http_only_officials_may_and_only_of_such_matters(service: Service) -> None:
    refused = await service.client.post(PATH, json=ASKED, headers=bearer(E_SERVICE))
    assert refused.status_code == 403
    nowhere = f"{PATH}/{UUID(int=1)}"
    assert (await service.read(nowhere, by=UNIT_HEAD)).status_code == 404
    asked = {"unit": "kansli"}
    missing = await post(service, f"{nowhere}/assign", asked, **{"If-Match": '"1"'})
    assert missing.status_code == 404
