"""Medgivande inför adoption: its clocks run in real matters, from the decision itself."""

from shared.clocks import Explanation, State
from tests.shared.clocks.told import DECISION, INTAKE, INVESTIGATION, Told, day

ADOPTION = {"case_type": "adoption-consent"}


class Adoption(Told):
    """A matter of consent before adoption."""

    def __init__(self) -> None:
        super().__init__()
        applied: dict[str, object] = {**ADOPTION, "origin": "application"}
        applied["received_on"] = "2026-01-12"
        self.note("intake.opened.v1", day("2026-01-12"), INTAKE, told=applied)
        opened: dict[str, object] = {**ADOPTION, "intake_id": str(INTAKE)}
        self.note("investigation.opened.v1", day("2026-01-20"), INVESTIGATION, told=opened)

    def answered(self, on: str, decision_type: str) -> None:
        told: dict[str, object] = {
            **ADOPTION,
            "investigation_id": str(INVESTIGATION),
            "decision_type": decision_type,
            "outcome": "granted",
        }
        self.note("investigation.decision-made.v1", day(on), DECISION, told=told)

    def noted(self, fact: str, on: str, until: str | None = None) -> None:
        told: dict[str, object] = {"investigation_id": str(INVESTIGATION), "fact_code": fact}
        if until:
            told["until_on"] = until
        self.note("investigation.circumstance-noted.v1", day(on), INVESTIGATION, told=told)

    def seen(self, number: str, on: str) -> Explanation:
        """Return the only clock of that number, with all told that officials can note."""
        (only,) = (each for each in self.clocks(number, on, told=None) if each.started_by)
        return only


def test_the_consent_lapses_after_three_years_unless_a_child_was_received() -> None:
    story = Adoption()
    story.noted("adoption-consent-granted", "2026-05-04")
    clock = story.seen("B13", "2026-05-05")
    assert (clock.nominal_on, clock.state) == (day("2029-05-04"), State.RUNNING)
    assert story.seen("B13", "2029-05-05").state is State.LAPSED
    story.noted("child-received-for-adoption", "2028-01-10")
    assert story.seen("B13", "2029-05-05").state is State.MET


def test_it_is_checked_after_two_years_unless_a_child_has_been_proposed() -> None:
    story = Adoption()
    story.noted("adoption-consent-granted", "2026-05-04")
    assert story.seen("B14", "2026-05-05").nominal_on == day("2028-05-04")
    story.noted("child-proposed-for-adoption", "2028-01-10")
    assert story.seen("B14", "2028-06-01").state is State.ABSORBED


def test_a_proposed_child_is_answered_within_two_weeks_by_consent_or_refusal() -> None:
    for answer in ("adoption-procedure-consent", "adoption-procedure-refusal"):
        story = Adoption()
        story.noted("child-proposed-for-adoption", "2027-02-01")
        assert story.seen("B12", "2027-02-02").nominal_on == day("2027-02-15")
        story.answered("2027-02-15", answer)
        assert story.seen("B12", "2027-03-01").state is State.MET


def test_exceptional_reasons_give_it_more_time() -> None:
    story = Adoption()
    story.noted("child-proposed-for-adoption", "2027-02-01")
    story.noted("adoption-procedure-time-extended", "2027-02-15", "2027-03-01")
    clock = story.seen("B12", "2027-02-20")
    assert (clock.nominal_on, clock.state) == (day("2027-03-01"), State.RUNNING)
    assert [each.is_counted for each in clock.extended_by] == [True]
