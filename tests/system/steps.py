"""What is done in a matter, step by step, and with which body; all of it on one day."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.system.words import words

Steps = Sequence[tuple[str, Mapping[str, Any]]]


def reception(way: str, on: str) -> Steps:
    reasons = {"reasons": words("Trygg hos mormor.")}
    return [
        ("assess-protection", {"outcome": "no-immediate-need", "assessedOn": on, **reasons}),
        ("assign", {"official": "official-7", "unit": "barn-norr", "assignedOn": on}),
        ("conclude-preliminary-assessment", {"way": way, "concludedOn": on, **reasons}),
    ]


def investigation(on: str) -> Steps:
    met = {"isWithTheIndividual": True, "isWithGuardian": True, "kind": "home-visit"}
    scores = [{"scaleCode": "total", "score": 19}]
    granted = {"decisionType": "assistance-personal", "interventionType": "outpatient-family"}
    return [
        ("assign", {"official": "official-7", "unit": "barn-norr", "assignedOn": on}),
        ("plan", {"text": words("Samtal med barnet."), "plannedOn": on}),
        ("record-contact", {"heldOn": on, "note": words("Barnet visade sitt rum."), **met}),
        (
            "apply-instrument",
            {"instrumentCode": "sdq", "instrumentVersion": "1", "appliedOn": on, "scores": scores},
        ),
        ("communicate", {"text": words("Utredningstexten."), "communicatedOn": on}),
        (
            "decide",
            {
                "outcome": "granted",
                "decidedOn": on,
                "reasonCodes": ["need-established"],
                "reasons": words("Behovet är utrett."),
                **granted,
            },
        ),
        (
            "close",
            {
                "closedOn": on,
                "isWithIntervention": True,
                "reasonCode": "with-intervention",
                "summary": words("Familjen får stöd."),
            },
        ),
    ]


def execution(on: str) -> Steps:
    return [
        ("assign", {"unit": "oppenvard", "official": "official-9", "assignedOn": on}),
        ("offer", {"offeredOn": on, "startingOn": on}),
        ("execute", {"executedOn": on, "methodCode": "family-treatment"}),
        (
            "interrupt",
            {"interruptedOn": on, "reasonCode": "individual-paused", "reasons": words("Bortrest")},
        ),
        ("resume", {"resumedOn": on}),
        (
            "swap-method",
            {
                "toMethodCode": "network-work",
                "swappedOn": on,
                "reasonCode": "changed-need",
                "reasons": words("Behovet är ett annat."),
            },
        ),
    ]


def outcome(goal_id: str, on: str) -> Steps:
    goals = [{"goalId": goal_id, "attainment": "reached"}]
    return [
        (
            "follow-up",
            {
                "followedUpOn": on,
                "isWithTheIndividual": True,
                "goals": goals,
                "note": words("Samtal i hemmet."),
                "ownView": words("Det går bättre."),
            },
        ),
        (
            "end",
            {
                "endedOn": on,
                "reasonCode": "goals-reached",
                "goals": goals,
                "reasons": words("Målen är nådda."),
                "ownView": words("Jag är nöjd."),
            },
        ),
    ]
