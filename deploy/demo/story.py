"""The story: all the submissions come in, and one child is followed all the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import httpx

from deploy.demo import child, others, robot
from deploy.demo.callers import Caller, Who, follow
from deploy.demo.submissions import read_examples
from deploy.output import Output
from deploy.verbs import show_thread
from shared.access import policy
from shared.access.issuer import DevelopmentIssuer
from shared.kernel.clock import today
from shared.kernel.context import Client

E_SERVICE = Who(
    subject="e-tjanst-orosanmalan",
    client=Client.E_SERVICE,
    client_id="e-tjanst",
    role=policy.E_SERVICE,
)
ROBOT = Who(subject="robot-mottagning", client=Client.ROBOT, client_id="robot", role=policy.ROBOT)
CASEWORKER = Who(
    subject="handlaggare-7",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.CASEWORKER,
    unit="barn-norr",
)
UNIT_HEAD = Who(
    subject="enhetschef-2",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.UNIT_HEAD,
    unit="barn-norr",
)
ANALYST = Who(
    subject="analytiker-1",
    client=Client.REPORTING,
    client_id="uppfoljning",
    role=policy.ANALYST,
)
DAYS_AGO = 170  # when the child's report came in: the thread is written in after the fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who calls."""

    e_service: Caller
    robot: Caller
    caseworker: Caller
    unit_head: Caller
    analyst: Caller


def run(urls: Mapping[str, str], issuer: DevelopmentIssuer, output: Output) -> None:
    """Work the examples through the four services and show one child's thread.

    Raises:
        DemoFailed: a service answered otherwise than the story needs.
    """
    with httpx.Client(timeout=30, trust_env=False) as http:
        cast = Cast(
            e_service=Caller(E_SERVICE, urls, issuer, http),
            robot=Caller(ROBOT, urls, issuer, http),
            caseworker=Caller(CASEWORKER, urls, issuer, http),
            unit_head=Caller(UNIT_HEAD, urls, issuer, http),
            analyst=Caller(ANALYST, urls, issuer, http),
        )
        intake_id = _play(cast, today() - timedelta(days=DAYS_AGO), output)
        thread = cast.analyst.get("reporting", f"/threads/{intake_id}")
        counts = cast.analyst.get("reporting", "/open-matter-counts")["counts"]
    for each in counts:
        place = f"{each['kind']} {each['stage']}, unit {each['unit'] or '-'}"
        output.tell(f"still open: {each['matters']} {place}")
    show_thread(output, {**thread, "openMatterCounts": counts})


def _play(cast: Cast, first_day: date, output: Output) -> str:
    examples = read_examples()
    later = examples.pop(child.FURTHER_REPORT)
    mine = examples.pop(child.FIRST_REPORT)
    received = mine.send(cast.e_service, received_on=first_day.isoformat())
    for submission in examples.values():
        submission.send(cast.e_service)
    output.tell(f"an e-service posted {len(examples) + 1} submissions")
    intake_id = child.find(cast.caseworker, mine, received)
    _robot(cast, "sibling-check", output)
    child.receive(cast.caseworker, intake_id, first_day)
    investigation_id = child.investigation_of(cast.analyst, intake_id)
    output.tell("the preliminary assessment ended; the investigation opened by itself")
    further = later.send(cast.e_service, received_on=(first_day + timedelta(days=20)).isoformat())
    further_id = child.find(cast.caseworker, later, further)
    child.attach(cast, further_id, intake_id, first_day)
    _robot(cast, "handover", output)
    child.investigate(cast, investigation_id, first_day)
    intervention_id = child.intervention_of(cast.analyst, intake_id)
    output.tell("a decision granted support; the intervention opened by itself")
    child.support(cast, intervention_id, first_day)
    _robot(cast, "closing-summary", output)
    others.work(cast, output)
    follow(cast.analyst, intake_id, ["interventions.ended.v1", "investigation.closed.v1"])
    return intake_id


def _robot(cast: Cast, worklist: str, output: Output) -> None:
    done = robot.work_off(cast.robot, worklist, robot.DUTIES[worklist])
    output.tell(f"the robot worked off {worklist}: {done} done")
