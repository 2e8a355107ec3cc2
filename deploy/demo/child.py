"""One child's way: from the school's report to an intervention that reached its goals."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from deploy.demo.callers import Caller, DemoFailed, follow
from deploy.demo.cast import Cast
from deploy.demo.submissions import Submission

FIRST_REPORT = "01-school"
FURTHER_REPORT = "06-already-under-investigation"


def find(official: Caller, report: Submission, event_id: str) -> str:
    """Return the intake that ``report``, received as ``event_id``, opened about its first child.

    Raises:
        DemoFailed: there is none.
    """
    number = report.body["children"][0]["number"]
    searched = official.post(
        "intake", "/person-searches", {"number": number, "purpose": "concern-report"}
    )
    waiting = official.get("intake", "/intakes", limit=100, atLeast=event_id)["items"]
    person_id = searched["personId"]
    mine = [x for x in waiting if x["personId"] == person_id and x["stage"] != "concluded"]
    if not mine:
        raise DemoFailed(f"{report.name} led to no open intake")
    return str(mine[0]["intakeId"])


def receive(official: Caller, intake_id: str, first_day: date) -> None:
    """Assess protection, take the matter, choose to investigate."""
    act = _acts(official, "intake", f"/intakes/{intake_id}")
    act(
        "assess-protection",
        outcome="no-immediate-need",
        assessedOn=_on(first_day, 0),
        reasons="Barnet är i trygghet i skolan och hos mormor.",
    )
    act("assign", official="handlaggare-7", unit="barn-norr", assignedOn=_on(first_day, 1))
    act(
        "conclude-preliminary-assessment",
        way="investigate",
        concludedOn=_on(first_day, 9),
        reasons="Uppgifterna tyder på behov av stöd och behöver utredas.",
    )
    act("give-feedback", givenOn=_on(first_day, 11))


def investigation_of(analyst: Caller, intake_id: str) -> str:
    """Return the investigation that opened by reaction."""
    return _stream_of(analyst, intake_id, "investigation.opened.v1")


def intervention_of(analyst: Caller, intake_id: str) -> str:
    """Return the intervention that opened by reaction."""
    return _stream_of(analyst, intake_id, "interventions.opened.v1")


def attach(cast: Cast, further_id: str, intake_id: str, first_day: date) -> None:
    """Let a further report join the investigation that is open."""
    act = _acts(cast.caseworker, "intake", f"/intakes/{further_id}")
    act(
        "assess-protection",
        outcome="no-immediate-need",
        assessedOn=_on(first_day, 20),
        reasons="Samma oro som tidigare; barnet är inte i fara.",
    )
    act("assign", official="handlaggare-7", unit="barn-norr", assignedOn=_on(first_day, 20))
    act(
        "conclude-preliminary-assessment",
        way="attach",
        concludedOn=_on(first_day, 21),
        reasons="En utredning pågår redan.",
    )
    follow(cast.analyst, intake_id, ["investigation.report-attached.v1"])


def investigate(cast: Cast, investigation_id: str, first_day: date) -> None:
    """Plan, meet, measure, communicate, decide and close."""
    place = f"/investigations/{investigation_id}"
    act = _acts(cast.caseworker, "investigation", place)
    act("assign", official="handlaggare-7", unit="barn-norr", assignedOn=_on(first_day, 12))
    _note(cast, place, "investigation-information-given", _on(first_day, 9))
    act(
        "plan", text="Samtal med barnet, vårdnadshavarna och skolan.", plannedOn=_on(first_day, 14)
    )
    act(
        "record-contact",
        heldOn=_on(first_day, 23),
        kind="home-visit",
        isWithTheIndividual=True,
        isWithGuardian=True,
        note="Hembesök. Barnet visade sitt rum.",
    )
    act(
        "apply-instrument",
        instrumentCode="sdq",
        instrumentVersion="1",
        appliedOn=_on(first_day, 30),
        scores=[{"scaleCode": "total", "score": 19}],
    )
    act(
        "communicate",
        text="Utredningen med bedömning.",
        communicatedOn=_on(first_day, 60),
        answerByOn=_on(first_day, 70),
    )
    _note(cast, place, "party-answered", _on(first_day, 66))
    _acts(cast.unit_head, "investigation", place)(
        "decide",
        decisionType="assistance-personal",
        outcome="granted",
        interventionType="outpatient-family",
        decidedOn=_on(first_day, 72),
        reasonCodes=["need-established"],
        reasons="Familjen behöver stöd i föräldraskapet.",
    )
    act(
        "close",
        closedOn=_on(first_day, 75),
        isWithIntervention=True,
        reasonCode="with-intervention",
        summary="Utredningen avslutas med insats.",
    )


def support(cast: Cast, intervention_id: str, first_day: date) -> None:
    """Carry out what was granted: assigned, offered, executed, followed up, ended."""
    act = _acts(cast.caseworker, "interventions", f"/interventions/{intervention_id}")
    act("assign", unit="oppenvard", official="behandlare-3", assignedOn=_on(first_day, 76))
    act("offer", offeredOn=_on(first_day, 78), startingOn=_on(first_day, 85))
    act("execute", executedOn=_on(first_day, 85), methodCode="family-treatment")
    goal = act(
        "set-goal",
        areaCode="education",
        words="Vara i skolan fyra dagar i veckan.",
        setOn=_on(first_day, 87),
    )
    reached = {"goalId": goal["goalId"], "attainment": "reached"}
    act("interrupt", interruptedOn=_on(first_day, 100), reasonCode="individual-paused")
    act("resume", resumedOn=_on(first_day, 114))
    act(
        "swap-method",
        toMethodCode="network-work",
        swappedOn=_on(first_day, 120),
        reasonCode="changed-need",
    )
    act(
        "follow-up",
        followedUpOn=_on(first_day, 140),
        isWithTheIndividual=True,
        goals=[{**reached, "attainment": "partly-reached"}],
        instruments=[
            {
                "instrumentCode": "sdq",
                "instrumentVersion": "1",
                "appliedOn": _on(first_day, 140),
                "scores": [{"scaleCode": "total", "score": 11}],
            }
        ],
        ownView="Det går bättre.",
    )
    act("end", endedOn=_on(first_day, 165), reasonCode="goals-reached", goals=[reached])


def _acts(official: Caller, service: str, thing: str) -> Any:
    def act(name: str, **body: object) -> Mapping[str, Any]:
        return official.change(service, thing, name, **body)

    return act


def _note(cast: Cast, place: str, fact: str, on: str) -> None:
    """Note what a time limit counts to, and no step tells."""
    body = {"factCode": fact, "happenedOn": on}
    cast.caseworker.post("investigation", f"{place}/circumstances", body)


def _stream_of(analyst: Caller, intake_id: str, kind: str) -> str:
    lines = follow(analyst, intake_id, [kind])
    return next(str(line["matterId"]) for line in lines if line["type"] == kind)


def _on(first_day: date, days: int) -> str:
    return (first_day + timedelta(days=days)).isoformat()
