"""Whatever happens, in whatever order it is learned: what always holds of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.catalogue import catalogue
from shared.clocks import Axes, Explanation, Happening, State, explain
from tests.shared.clocks.told import CHILD, THREAD

FIRST = date(2025, 6, 10)  # before the new act, and before the wording of January 2026
CHILD_CASE = {"case_type": "child-concern", "origin": "concern-report"}
INTAKE_STEPS: list[tuple[str, dict[str, object]]] = [
    ("intake.immediate-protection-assessed.v1", {}),
    ("intake.feedback-requested.v1", {}),
    ("intake.feedback-given.v1", {}),
    ("intake.preliminary-assessment-concluded.v1", {"way": "attach"}),
    ("intake.preliminary-assessment-concluded.v1", {"way": "investigate"}),
]
LATER_STEPS: list[tuple[str, dict[str, object]]] = [
    ("investigation.closed.v1", {"is_with_intervention": False}),
    ("investigation.decision-made.v1", {"outcome": "granted", "legal_basis_id": "sol-11-1"}),
    ("interventions.opened.v1", {"legal_basis_id": "sol-11-1"}),
    ("interventions.executed.v1", {}),
    ("interventions.interrupted.v1", {}),
    ("interventions.resumed.v1", {}),
    ("interventions.ended.v1", {}),
    ("care-executed", {}),
    ("care-considered", {}),
    ("care-ended", {}),
    ("lvu-taken-into-care-decided", {}),
    ("lvu-submitted-to-court", {}),
    ("lvm-care-started", {}),
    ("lvm-escaped", {}),
    ("lvm-returned", {}),
    ("lvm-care-ended", {}),
]
TOLD = frozenset(name for name, _ in LATER_STEPS if "." not in name)
EXTENSIONS = ("intake.preliminary-assessment-extended.v1", "investigation.extended.v1")


@st.composite
def happenings(draw: st.DrawFn) -> list[Happening]:
    """Return what happened in up to three matters of a child, as an unruly world records it."""
    told: list[Happening] = []

    def tell(name: str, matter: int, on: date, fields: dict[str, object]) -> None:
        late = draw(st.integers(0, 40)) if draw(st.booleans()) else 0
        told.append(
            Happening(
                event_id=UUID(int=1000 + len(told)),
                position=len(told) + 1,
                name=name,
                happened_on=on,
                recorded_at=datetime.combine(on + timedelta(days=late), time(12), UTC),
                thread_id=THREAD,
                matter_id=UUID(int=matter),
                person_id=CHILD,
                fields=fields,
            )
        )

    soon_or_late = st.one_of(st.integers(0, 60), st.integers(0, 600))
    days = soon_or_late.map(lambda n: FIRST + timedelta(days=n))
    for matter in range(1, draw(st.integers(1, 3)) + 1):
        on = draw(days)
        tell("intake.opened.v1", matter, on, {**CHILD_CASE, "received_on": on.isoformat()})
        if draw(st.booleans()):
            of = {"case_type": "child-concern", "intake_id": str(UUID(int=matter))}
            tell("investigation.opened.v1", matter + 10, on + timedelta(days=9), dict(of))
    for _ in range(draw(st.integers(0, 14))):
        kind = draw(st.integers(0, 2))
        matter, on = draw(st.integers(1, 3)), draw(days)
        if kind == 0:
            until = (on + timedelta(days=draw(st.integers(-30, 120)))).isoformat()
            which = draw(st.sampled_from([0, 1]))
            tell(EXTENSIONS[which], matter + 10 * which, on, {"until_on": until})
        else:
            name, fields = draw(st.sampled_from(INTAKE_STEPS if kind == 1 else LATER_STEPS))
            tell(name, matter + (10 if name.startswith("investigation") else 0), on, dict(fields))
    return told


days_asked = st.integers(0, 700).map(lambda n: FIRST + timedelta(days=n))


def clocks(told: list[Happening], on: date, *, known: datetime | None = None) -> list[Explanation]:
    axes = Axes(valid_at=on, known_at=known)
    return list(explain(told, catalogue(), axes, told=TOLD))


always = settings(derandomize=True, deadline=None, max_examples=200, database=None)


@always
@given(happenings(), days_asked)
def test_no_clock_ends_before_it_starts(told: list[Happening], on: date) -> None:
    for clock in clocks(told, on):
        if clock.started_by and clock.nominal_on and clock.effective_on:
            assert clock.started_by.day <= clock.nominal_on <= clock.effective_on


@always
@given(happenings(), days_asked)
def test_an_extension_never_shortens(told: list[Happening], on: date) -> None:
    without = [each for each in told if each.name not in EXTENSIONS]
    ends = {each.clock_id: each for each in clocks(without, on)}
    for clock in clocks(told, on):
        bare = ends[clock.clock_id]
        if clock.nominal_on and bare.nominal_on and clock.effective_on and bare.effective_on:
            assert clock.nominal_on >= bare.nominal_on
            assert clock.effective_on >= bare.effective_on
            counted = [each.until_on for each in clock.extended_by if each.is_counted]
            assert clock.nominal_on == max([bare.nominal_on, *counted])


@always
@given(happenings(), days_asked, days_asked)
def test_learning_more_never_changes_what_was_answered_before(
    told: list[Happening], on: date, known_on: date
) -> None:
    known = datetime.combine(known_on, time(18), UTC)
    by_then = [each for each in told if each.recorded_at <= known]
    assert clocks(told, on, known=known) == clocks(by_then, on)


@always
@given(happenings(), days_asked)
def test_every_report_has_its_clock_and_no_clock_stands_twice(
    told: list[Happening], on: date
) -> None:
    every = clocks(told, on)
    reports = {each.event_id for each in told if each.name == "intake.opened.v1"}
    come = {each.event_id for each in told if each.happened_on <= on}
    for number in ("B1", "B2"):
        started = [each.started_by for each in every if each.rule.number == number]
        assert {each.event_id for each in started if each} == reports & come
    assert len({each.clock_id for each in every}) == len(every)


@always
@given(happenings(), days_asked)
def test_the_state_says_what_the_dates_say(told: list[Happening], on: date) -> None:
    for clock in clocks(told, on):
        closing = clock.stopped_by or clock.absorbed_by
        assert not (clock.stopped_by and clock.absorbed_by)
        last = closing.day if closing else on
        is_past = clock.effective_on is not None and last > clock.effective_on
        match clock.state:
            case State.RUNNING:
                assert (closing, is_past) == (None, False)
            case State.OVERDUE:
                assert (closing, is_past) == (None, True)
            case State.MET:
                assert (clock.stopped_by is not None, is_past) == (True, False)
            case State.MET_LATE:
                assert (clock.stopped_by is not None, is_past) == (True, True)
            case State.LAPSED:
                assert (clock.rule.kind, is_past) == ("hard", True)
            case State.ABSORBED:
                assert clock.absorbed_by is not None
            case State.NOT_OBSERVABLE:
                assert clock.waits_for
        assert (clock.breached_on is not None) is (
            is_past and clock.state is not State.NOT_OBSERVABLE
        )


@always
@given(happenings(), days_asked, days_asked)
def test_what_has_ended_stays_as_it_ended(told: list[Happening], one: date, other: date) -> None:
    later = {each.clock_id: each for each in clocks(told, max(one, other))}
    for clock in clocks(told, min(one, other)):
        if clock.stopped_by or clock.absorbed_by:
            assert later[clock.clock_id] == clock


@always
@given(happenings(), days_asked)
def test_the_order_of_asking_makes_no_difference(told: list[Happening], on: date) -> None:
    assert clocks(told[::-1], on) == clocks(told, on)


def test_the_generated_histories_reach_every_state() -> None:
    reached: set[State] = set()

    @settings(always, max_examples=2000)
    @given(happenings(), days_asked)
    def look(told: list[Happening], on: date) -> None:
        reached.update(each.state for each in clocks(told, on))

    look()
    assert reached == set(State)
