"""Clocks whose case types follow, on facts as they will be told; and the municipality's own."""

from pathlib import Path

from shared.catalogue.load import SHIPPED, load
from shared.clocks import Axes, State, explain
from tests.shared.clocks.told import Told, day

CARE = frozenset({"care-executed", "care-considered", "care-ended"})
LVM = frozenset({"lvm-care-started", "lvm-care-ended", "lvm-escaped", "lvm-returned"})
LVM |= {"lvm-detained", "lvm-released"}
CUSTODY = frozenset(
    {
        "placement-in-same-foster-home-executed",
        "custody-transfer-considered",
        "placement-ended",
    }
)


def test_consideration_every_six_months_counts_from_when_it_was_last_done() -> None:
    story = Told()
    story.note("care-executed", day("2026-01-15"))
    story.note("care-considered", day("2026-07-10"))
    story.note("care-considered", day("2027-01-20"))
    rounds = story.clocks("B8", "2027-02-01", told=CARE)
    assert [each.round for each in rounds] == [1, 2, 3]
    assert [each.nominal_on for each in rounds] == [
        day("2026-07-15"),
        day("2027-01-10"),
        day("2027-07-20"),
    ]
    assert [each.state for each in rounds] == [State.MET, State.MET_LATE, State.RUNNING]


def test_two_starts_of_one_duty_go_on_as_one_once_it_has_been_done() -> None:
    story = Told()
    story.note("care-executed", day("2026-01-15"))
    story.note("care-executed", day("2026-02-15"))
    story.note("care-considered", day("2026-07-10"))
    rounds = story.clocks("B8", "2026-08-01", told=CARE)
    assert [each.round for each in rounds] == [1, 1, 2]


def test_no_consideration_is_owed_once_care_has_ended() -> None:
    story = Told()
    story.note("care-executed", day("2026-01-15"))
    story.note("care-considered", day("2026-07-10"))
    story.note("care-ended", day("2026-09-01"))
    rounds = story.clocks("B8", "2028-01-01", told=CARE)
    assert [each.state for each in rounds] == [State.MET, State.ABSORBED]


def test_custody_transfer_is_considered_after_two_years_and_then_yearly() -> None:
    story = Told()
    story.note("placement-in-same-foster-home-executed", day("2026-02-01"))
    story.note("custody-transfer-considered", day("2028-01-20"))
    rounds = story.clocks("B9", "2028-02-01", told=CUSTODY)
    assert [each.nominal_on for each in rounds] == [day("2028-02-01"), day("2029-01-20")]


def test_care_time_stands_still_while_escaped_or_detained_and_days_count_once() -> None:
    story = Told()
    story.note("lvm-care-started", day("2026-01-10"))
    story.note("lvm-escaped", day("2026-02-01"))
    story.note("lvm-detained", day("2026-02-05"))
    story.note("lvm-returned", day("2026-02-08"))
    story.note("lvm-released", day("2026-02-11"))
    (clock,) = story.clocks("M6", "2026-03-01", told=LVM)
    assert clock.nominal_on == day("2026-07-20")  # 2026-07-10 and ten days
    assert len(clock.paused_by) == 2


def test_a_standstill_that_goes_on_moves_the_end_day_by_day() -> None:
    story = Told()
    story.note("lvm-care-started", day("2026-01-10"))
    story.note("lvm-escaped", day("2026-07-01"))
    (clock,) = story.clocks("M6", "2026-12-01", told=LVM)
    assert (clock.state, clock.days_left) == (State.RUNNING, 9)
    assert clock.paused_by[0].until is None


def test_a_hard_limit_that_passed_has_lapsed_whatever_was_done_later() -> None:
    story = Told()
    story.note("lvu-taken-into-care-decided", day("2026-03-02"))
    story.note("lvu-submitted-to-court", day("2026-03-10"))
    told = frozenset({"lvu-taken-into-care-decided", "lvu-submitted-to-court"})
    (clock,) = story.clocks("L1", "2026-04-01", told=told)
    assert (clock.effective_on, clock.state) == (day("2026-03-09"), State.LAPSED)


def test_the_municipalitys_own_promise_is_a_soft_clock(tmp_path: Path) -> None:
    (tmp_path / "clocks.toml").write_text(
        """
        [income-promise]
        number = "P1"
        name = "Beslut om ekonomiskt bistånd inom tio dagar"
        start = [{ event = "intake.opened.v1", date = "received_on" }]
        stop = [{ event = "investigation.decision-made.v1" }]
        length = 10
        unit = "days"
        kind = "soft"
        weekday_rule = "not"
        legal_bases = ["fl-9"]
        case_types = ["economic-assistance"]
        valid_from = 2026-01-01
        certainty = "local"
        """
    )
    local = load(SHIPPED, local=tmp_path, is_sealed=False)
    story = Told()
    opened: dict[str, object] = {
        "case_type": "economic-assistance",
        "origin": "application",
        "received_on": "2026-03-02",
    }
    story.note("intake.opened.v1", day("2026-03-02"), told=opened)
    (promise,) = (
        each
        for each in explain(story.happenings, local, Axes(valid_at=day("2026-03-13")))
        if each.rule.number == "P1"
    )
    assert (promise.rule.kind, promise.state) == ("soft", State.OVERDUE)
    assert promise.nominal_on == day("2026-03-12")
