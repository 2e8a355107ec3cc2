"""The story: all the submissions come in, and one child is followed all the way."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import httpx

from deploy.demo import child, others, robot, secrecy
from deploy.demo.callers import Caller, follow
from deploy.demo.cast import Cast, gather
from deploy.demo.disposal import dispose_of_an_old_matter
from deploy.demo.looks import looks_at_the_child, whole_log
from deploy.demo.submissions import read_examples
from deploy.demo.year import live_a_year
from deploy.output import Output
from deploy.running import Trial
from deploy.threads import show_thread
from services.reporting.domain.quarters import Quarter
from shared.access.issuer import DevelopmentIssuer
from shared.kernel.clock import today

DAYS_AGO = 170  # when the child's report came in: the thread is written in after the fact


def run(trial: Trial, issuer: DevelopmentIssuer, output: Output) -> None:
    """Work the examples through the four services and show one child's thread.

    Raises:
        DemoFailed: a service answered otherwise than the story needs.
    """
    with httpx.Client(timeout=30, trust_env=False) as http:
        urls = {plan.name: plan.url for plan in trial.plans}
        cast = gather(urls, issuer, http)
        intake_id, refused = _play(cast, today() - timedelta(days=DAYS_AGO), output)
        thread = cast.analyst.get("reporting", f"/threads/{intake_id}")
        counts = cast.analyst.get("reporting", "/open-matter-counts")["counts"]
        report = _preview(cast.analyst, output)
        looks = looks_at_the_child(cast, thread, output)
        disposal = dispose_of_an_old_matter(cast, trial.target, trial.var, output)
        log = whole_log(trial.target, output)
    year = live_a_year(trial, output)
    for each in counts:
        place = f"{each['kind']} {each['stage']}, unit {each['unit'] or '-'}"
        output.tell(f"still open: {each['matters']} {place}")
    shown = {"openMatterCounts": counts, "unexecutedReport": report, "disposal": disposal}
    shown |= {"looks": looks, "refused": refused, "accessLog": log, "year": year}
    show_thread(output, {**thread, **shown})


def _play(cast: Cast, first_day: date, output: Output) -> tuple[str, Mapping[str, str]]:
    examples = read_examples()
    later = examples.pop(child.FURTHER_REPORT)
    mine = examples.pop(child.FIRST_REPORT)
    received = mine.send(cast.e_service, received_on=first_day.isoformat())
    posted = {name: each.send(cast.e_service) for name, each in examples.items()}
    output.tell(f"an e-service posted {len(examples) + 1} submissions")
    secret = secrecy.PROTECTED_REPORT
    protected_id = secrecy.protect(cast, examples[secret], posted[secret], output)
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
    refused = secrecy.show_refusals(cast, intake_id, protected_id, output)
    follow(cast.analyst, intake_id, ["interventions.ended.v1", "investigation.closed.v1"])
    return intake_id, refused


def _preview(analyst: Caller, output: Output) -> Mapping[str, Any]:
    """Say which granted decisions wait, and return the report they go into if nothing is done."""
    waiting = analyst.get("reporting", "/unexecuted-decisions")["items"]
    ends = [spell["dueOn"] for each in waiting for spell in each["spells"]]
    due_on = date.fromisoformat(min(ends)) if ends else today()
    quarter = Quarter.of(due_on)
    report = analyst.get("reporting", f"/unexecuted-reports/{quarter}")
    output.tell(
        f"granted and not carried out: {len(waiting)}, the first due {due_on}; the report"
        f" about {quarter} would tell of {len(report['unexecutedSpells'])}"
    )
    return report


def _robot(cast: Cast, worklist: str, output: Output) -> None:
    done = robot.work_off(cast.robot, worklist, robot.DUTIES[worklist])
    output.tell(f"the robot worked off {worklist}: {done} done")
