"""Systematic follow-up from the command: the chain of each intervention of a person."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from deploy.answers import ask_reporting
from deploy.output import Column, Output
from deploy.verbs import Here, Verb

COLUMNS = [
    Column(title="insats", field="chain", style="dim"),
    Column(title="led", field="link", style="bold"),
    Column(title="dag", field="on"),
    Column(title="vad", field="what"),
    Column(title="registrerat", field="late", style="dim"),
]


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about systematic follow-up."""
    asking = verb(
        "isu",
        isu,
        "show the chain from need to result of each intervention of a person",
        "rodatraden isu 01926f3e-8a10-7000-8000-000000000001",
    )
    asking.add_argument("id", type=UUID, help="a person (pseudonym), a thread or an intervention")
    asking.add_argument("--known-position", metavar="N", help="only what the ledger held by then")


def isu(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the chains, as reporting answers them."""
    known = asked.known_position
    query = {} if known is None else {"knownPosition": known}
    show_chains(output, ask_reporting(f"/isu-chains/{asked.id}", query, here.var, here.env))


def show_chains(output: Output, answer: Mapping[str, Any]) -> None:
    """Show chains as reporting answers them: one line for each link."""
    rows = [
        {"chain": number, **link}
        for number, chain in enumerate(answer["chains"], start=1)
        for link in _links(chain)
    ]
    output.show(answer, rows=rows, columns=COLUMNS, title=f"ISU {answer['id']}")


def _links(chain: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield _link("insats", chain["beginsOn"], chain["interventionType"])
    reasons = ", ".join(chain["startReasonCodes"])
    if reasons:
        yield _link("orsak", None, reasons)
    for each in chain["needs"]:
        yield _link("behov", each["on"], each["areaCode"], each)
    for each in chain["goals"]:
        reached = each["attainment"] or "inte bedömt"
        yield _link("mål", each["on"], f"{each['areaCode']}: {reached}", each)
    for each in chain["methods"]:
        yield _link("metod", each["fromOn"], each["methodCode"])
    dose = chain["dose"]
    held = f"{dose['held']} hållna, {dose['missed']} uteblivna, {dose['minutes']} minuter"
    yield _link("dos", None, held)
    yield from _results(chain)


def _results(chain: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in chain["measurements"]:
        scores = ", ".join(f"{one['scaleCode']} {one['score']}" for one in each["scores"])
        what = f"{each['instrumentCode']} ({each['phase']}): {scores}"
        yield _link("mätning", each["on"], what, each)
    for each in chain["scales"]:
        if each["change"] is not None:
            what = f"{each['instrumentCode']} {each['scaleCode']}: {each['change']:+d}"
            yield _link("förändring", None, what)
    for each in chain["ownViews"]:
        said = ", ".join(f"{one['questionCode']} {one['answerCode']}" for one in each["replies"])
        yield _link("egen syn", each["on"], said, each)
    if chain["endedOn"]:
        yield _link("avslut", chain["endedOn"], chain["endingReasonCode"])


def _link(
    name: str, on: str | None, what: str | None, told: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    late = told["recordedOn"] if told and told["isLate"] else None
    return {"link": name, "on": on, "what": what, "late": late}
