"""The other submissions: one in danger, one without action, two applications, one never begun."""

from collections.abc import Mapping
from typing import Any

from deploy.demo.callers import Caller, follow
from deploy.demo.cast import Cast
from deploy.output import Output
from shared.kernel.clock import today


def work(cast: Cast, output: Output) -> None:
    """Take every other open intake as far as its kind calls for."""
    waiting = cast.reception.get("intake", "/intakes", limit=100)["items"]
    new = [each for each in waiting if each["official"] is None]
    for intake in new:
        _receive(cast.reception, intake)
    for intake in new:
        _go_on(cast, intake)
    output.tell(f"officials took {len(new)} more matters")


def _receive(official: Caller, intake: Mapping[str, Any]) -> None:
    thing, on = f"/intakes/{intake['intakeId']}", today().isoformat()
    if intake["origin"] == "concern-report":
        in_danger = intake["isDangerReported"]
        official.change(
            "intake",
            thing,
            "assess-protection",
            outcome="immediate-need" if in_danger else "no-immediate-need",
            assessedOn=on,
            reasons="Bedömd samma dag som anmälan kom in.",
        )
    official.change(
        "intake", thing, "assign", official="handlaggare-8", unit="mottagning", assignedOn=on
    )


def _go_on(cast: Cast, intake: Mapping[str, Any]) -> None:
    if intake["isDangerReported"]:
        _conclude(cast.reception, intake, "investigate")
    elif intake["caseType"] == "adult-outpatient":
        _conclude(cast.reception, intake, "investigate")
        _decide(cast, intake, "assistance-personal", "outpatient-adult")
    elif intake["caseType"] == "economic-assistance":
        _conclude(cast.reception, intake, "investigate")
        _decide(cast, intake, "assistance-income", None)


def _conclude(official: Caller, intake: Mapping[str, Any], way: str) -> None:
    official.change(
        "intake",
        f"/intakes/{intake['intakeId']}",
        "conclude-preliminary-assessment",
        way=way,
        concludedOn=today().isoformat(),
        reasons="Behöver utredas.",
    )


def _decide(
    cast: Cast, intake: Mapping[str, Any], decision_type: str, granted: str | None
) -> None:
    opened = "investigation.opened.v1"
    lines = follow(cast.analyst, intake["intakeId"], [opened])
    investigation_id = next(line["matterId"] for line in lines if line["type"] == opened)
    thing, on = f"/investigations/{investigation_id}", today().isoformat()
    cast.reception.change(
        "investigation", thing, "assign", official="handlaggare-9", unit="vuxna", assignedOn=on
    )
    cast.reception_head.change(
        "investigation",
        thing,
        "decide",
        decisionType=decision_type,
        outcome="granted" if granted else "denied",
        **({"interventionType": granted} if granted else {}),
        decidedOn=on,
        reasonCodes=["need-established"] if granted else ["own-means"],
        reasons="Behovet är utrett.",
    )
