"""Who may see a case, and why not: the decision itself, over facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shared.access.guarded import admission
from shared.access.ruling import GUARD, Bar, Case, Ground, Guard, Matter, Viewer, rule
from shared.kernel.context import Client

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
THREAD = UUID(int=7)
CASEWORKER = Viewer(
    client=Client.OFFICIAL,
    role="caseworker",
    subject="official-7",
    unit="barn-norr",
    right="intake:handle",
)
HEAD = replace(CASEWORKER, subject="official-3", role="unit-head")
ELSEWHERE = replace(CASEWORKER, subject="official-8", unit="barn-syd")
ROBOT = replace(CASEWORKER, client=Client.ROBOT, role="robot", subject="robot-1", unit=None)
ANALYST = replace(CASEWORKER, client=Client.REPORTING, role="analyst", unit=None)
OURS = Matter(unit="barn-norr", official="official-5", case_type="child-concern")
OPEN = Case(thread_id=THREAD, matters=[OURS])
ENDED = replace(OPEN, matters=[replace(OURS, is_ended=True)])
PROTECTED = replace(OPEN, guards=[Guard(is_protected=True)])


def with_guard(**changes: object) -> Case:
    """Return the protected case, with something said of who may see it."""
    return replace(PROTECTED, guards=[replace(PROTECTED.guards[0], **changes)])  # type: ignore[arg-type]  # by name


def test_a_colleague_of_the_unit_sees_the_case_while_it_goes_on() -> None:
    assert rule(CASEWORKER, OPEN, AT) is Ground.SAME_UNIT
    assert rule(CASEWORKER, ENDED, AT) is Bar.ENDED


def test_the_one_who_answered_for_it_and_the_head_see_it_afterwards_too() -> None:
    assert rule(replace(CASEWORKER, subject="official-5"), ENDED, AT) is Ground.ASSIGNED
    assert rule(HEAD, ENDED, AT) is Ground.UNIT_HEAD


def test_an_official_of_another_unit_is_refused() -> None:
    assert rule(ELSEWHERE, OPEN, AT) is Bar.NO_RELATION
    assert rule(replace(ELSEWHERE, role="unit-head"), OPEN, AT) is Bar.NO_RELATION


def test_nobody_knows_a_case_without_facts() -> None:
    nothing = Case(thread_id=THREAD, matters=[])
    for viewer in (CASEWORKER, HEAD, ROBOT, ANALYST):
        assert rule(viewer, nothing, AT) is Bar.UNKNOWN


def test_before_anybody_has_it_the_receiving_unit_sees_it() -> None:
    new = replace(OPEN, matters=[Matter(case_type="child-concern")])
    receiving = replace(ELSEWHERE, receives=frozenset({"child-concern"}))
    assert rule(receiving, new, AT) is Ground.RECEIVING_UNIT
    assert rule(receiving, OPEN, AT) is Bar.NO_RELATION
    assert rule(replace(receiving, receives=frozenset({"other"})), new, AT) is Bar.NO_RELATION


def test_those_asked_to_decide_see_it_until_it_has_ended() -> None:
    asked = replace(OPEN, matters=[replace(OURS, asked_roles=("subcommittee",))])
    member = replace(CASEWORKER, role="subcommittee", subject="official-2", unit=None)
    assert rule(member, asked, AT) is Ground.ASKED_TO_DECIDE
    assert rule(replace(member, role="committee"), asked, AT) is Bar.NO_RELATION
    over = replace(asked, matters=[replace(asked.matters[0], is_ended=True)])
    assert rule(member, over, AT) is Bar.NO_RELATION


@pytest.mark.parametrize("viewer", [CASEWORKER, HEAD, ROBOT, ANALYST, ELSEWHERE])
def test_a_protected_person_is_seen_by_nobody_who_was_not_let_in(viewer: Viewer) -> None:
    assert rule(viewer, replace(PROTECTED, is_claimed=True), AT) is Bar.PROTECTED


def test_the_one_who_answers_for_it_is_not_let_in_by_that() -> None:
    assert rule(replace(CASEWORKER, subject="official-5"), PROTECTED, AT) is Bar.PROTECTED


def test_who_is_on_the_list_of_the_case_sees_it() -> None:
    listed = with_guard(admitted=(admission(THREAD, "official-8"),))
    assert rule(ELSEWHERE, listed, AT) is Ground.ADMITTED
    assert rule(CASEWORKER, listed, AT) is Bar.PROTECTED
    another = with_guard(admitted=(admission(UUID(int=8), "official-8"),))
    assert rule(ELSEWHERE, another, AT) is Bar.PROTECTED


def test_a_broken_glass_is_open_until_its_time_is_out() -> None:
    broken = with_guard(until={"official-8": AT + timedelta(hours=1)})
    assert rule(ELSEWHERE, broken, AT) is Ground.BROKEN_GLASS
    assert rule(ELSEWHERE, broken, AT + timedelta(hours=1)) is Bar.PROTECTED
    assert rule(CASEWORKER, broken, AT) is Bar.PROTECTED


def test_one_closed_person_closes_the_case() -> None:
    """A protected guardian closes the way through the child's case, even to the guardian."""
    let_in = Guard(is_protected=True, admitted=(admission(THREAD, "official-7"),))
    both = replace(OPEN, guards=[let_in, Guard(is_protected=True)])
    assert rule(CASEWORKER, both, AT) is Bar.PROTECTED
    assert rule(CASEWORKER, replace(both, guards=[let_in]), AT) is Ground.ADMITTED


def test_a_robot_sees_what_it_has_claimed_and_nothing_else() -> None:
    assert rule(ROBOT, OPEN, AT) is Bar.NO_CLAIM
    assert rule(ROBOT, replace(OPEN, is_claimed=True), AT) is Ground.CLAIMED_WORK


def test_those_who_follow_up_see_every_case_but_protected_ones() -> None:
    assert rule(ANALYST, ENDED, AT) is Ground.FOLLOW_UP
    assert rule(replace(ANALYST, client=Client.OFFICIAL), OPEN, AT) is Ground.FOLLOW_UP


def test_the_head_says_who_may_see_it_without_seeing_it() -> None:
    guarding = replace(HEAD, right=GUARD)
    assert rule(guarding, PROTECTED, AT) is Ground.GUARDIAN
    assert rule(replace(guarding, unit="barn-syd"), PROTECTED, AT) is Bar.PROTECTED
    assert rule(replace(CASEWORKER, right=GUARD), PROTECTED, AT) is Bar.PROTECTED


def test_an_e_service_sees_no_case() -> None:
    assert rule(replace(ROBOT, client=Client.E_SERVICE), OPEN, AT) is Bar.UNKNOWN


def test_only_what_would_tell_of_a_secret_looks_like_nothing() -> None:
    assert {bar for bar in Bar if not bar.is_secret} == {Bar.NO_RELATION, Bar.ENDED}
