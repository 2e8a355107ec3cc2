"""Meetings from the command: when a body meets, and what it is told was decided in its place."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from deploy.answers import ask_reporting, deliverer_token, exchange
from deploy.delegating import SAID
from deploy.output import Column, Output
from deploy.verbs import Here, Verb
from shared.kernel.clock import today

BODIES = {"committee": "nämnden", "subcommittee": "utskottet"}
DUTIES = {
    "no-meeting": "inget sammanträde utsatt",
    "awaits": "väntar på nästa sammanträde",
    "overdue": "SKULLE HA ANMÄLTS",
    "reported": "anmält",
    "reported-late": "anmält för sent",
}
MEETINGS = [
    Column(title="dag", field="meetingOn", style="bold"),
    Column(title="organ", field="bodyName"),
    Column(title="läge", field="said", style="bold"),
    Column(title="anmälda beslut", field="decisions"),
    Column(title="sammanträde", field="meetingId", style="dim"),
]
DECISIONS = [
    Column(title="dag", field="decidedOn"),
    Column(title="beslut", field="name", style="bold"),
    Column(title="vem", field="decidedBy"),
    Column(title="roll", field="role"),
    Column(title="prövning", field="said", style="bold"),
    Column(title="punkt", field="ruleId"),
    Column(title="anmärkning", field="remark"),
    Column(title="ärende", field="matterId", style="dim"),
]
URGENT = [*DECISIONS[:3], Column(title="anmälan", field="duty", style="bold")]


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about meetings."""
    asking = verb(
        "meetings",
        meetings,
        "show meetings, schedule one, and show or hand over its list of delegated decisions",
        "rodatraden meetings --schedule committee --on 2026-12-01",
    )
    one = asking.add_mutually_exclusive_group()
    one.add_argument("--schedule", choices=BODIES, help="schedule a meeting of this body")
    one.add_argument("--cancel", metavar="ID", help="call a meeting off")
    one.add_argument("--list", metavar="ID", help="what the meeting is told, or will be")
    one.add_argument("--deliver", metavar="ID", help="hand the list over: frozen for good")
    one.add_argument("--diff", metavar="ID", help="what was learned since it was handed over")
    one.add_argument("--urgent", action="store_true", help="what the chair decided alone")
    asking.add_argument("--on", metavar="DAY", help="the day of the meeting, or of the delivery")


def meetings(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Do what was asked about meetings; without anything, list them.

    Raises:
        NothingFound: there is no such meeting, or it has not been told anything.
    """
    on = asked.on or today().isoformat()
    if asked.schedule:
        made = _change(here, "", {"body": asked.schedule, "meetingOn": on})
        output.show_text(made["id"], made)
    elif asked.cancel:
        made = _change(here, f"/{asked.cancel}/cancel", {})
        output.show_text(made["id"], made)
    elif asked.deliver:
        _change(here, f"/{asked.deliver}/deliver-delegation-list", {"deliveredOn": on})
        show_list(output, _read(here, f"/meetings/{asked.deliver}/delegation-list"))
    elif asked.list:
        show_list(output, _read(here, f"/meetings/{asked.list}/delegation-list"))
    elif asked.diff:
        path = f"/meetings/{asked.diff}/delegation-list/differences"
        show_differences(output, _read(here, path))
    elif asked.urgent:
        show_urgent(output, _read(here, "/urgent-decisions"))
    else:
        show_meetings(output, _read(here, "/meetings"))


def show_meetings(output: Output, found: Mapping[str, Any]) -> None:
    """Show meetings, the latest first."""
    rows = [
        {**each, "bodyName": BODIES[each["body"]], "said": _said(each)} for each in found["items"]
    ]
    output.show(found, rows=rows, columns=MEETINGS, title="Sammanträden")


def show_list(output: Output, found: Mapping[str, Any]) -> None:
    """Show what a meeting is told."""
    state = "lämnad" if found["isDelivered"] else "inte lämnad"
    output.tell(f"{state}; SHA-256 {found['contentHash']}")
    if found["isReproduced"] is False or found["isIntact"] is False:
        output.complain("listan är inte vad den var: se delegation-list över HTTP")
    rows = [_row(each) for each in found["decisions"]]
    output.show(found, rows=rows, columns=DECISIONS, title="Anmälningslista")


def show_differences(output: Output, found: Mapping[str, Any]) -> None:
    """Show what the list would say otherwise now."""
    rows = [
        {**_row(each["now"] or each["was"]), "remark": _changed(each)}
        for each in found["differences"]
    ]
    output.show(found, rows=rows, columns=DECISIONS, title="Skillnader mot den lämnade listan")


def show_urgent(output: Output, found: Mapping[str, Any]) -> None:
    """Show what the chair decided, and whether the committee has been told."""
    rows = [{**_row(each["decision"]), "duty": DUTIES[each["state"]]} for each in found["items"]]
    output.show(found, rows=rows, columns=URGENT, title="Ordförandens brådskande beslut")


def _row(line: Mapping[str, Any]) -> Mapping[str, Any]:
    marks = {"isUrgent": "brådskande", "isLate": "efterregistrerat", "isMasked": "skyddad"}
    remark = ", ".join(name for field, name in marks.items() if line[field])
    return {**line, "said": SAID[line["verdict"]], "remark": remark}


def _changed(each: Mapping[str, Any]) -> str:
    return "annullerat" if each["now"] is None else f"ändrat: {', '.join(each['fields'])}"


def _said(meeting: Mapping[str, Any]) -> str:
    if meeting["isCancelled"]:
        return "inställt"
    return f"lista lämnad {meeting['deliveredOn']}" if meeting["deliveredOn"] else "utsatt"


def _read(here: Here, path: str) -> Any:
    return ask_reporting(path, {}, here.var, here.env)


def _change(here: Here, path: str, body: Mapping[str, Any]) -> Any:
    token = deliverer_token(here.var, here.env)
    seen = None
    if path:
        meeting = f"/meetings{path.rpartition('/')[0]}"
        asked = exchange("reporting", meeting, here.var, here.env, token=token)
        seen = asked.headers["etag"]
    sent = exchange(
        "reporting", f"/meetings{path}", here.var, here.env, token=token, body=body, seen=seen
    )
    return sent.json()
