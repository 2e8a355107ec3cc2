"""The access log, from the command: who looked, what is reviewed, and whether it is whole."""

import argparse
import asyncio
import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import UUID

import psycopg

from deploy.answers import ask_reporting, reviewer_token
from deploy.migrate import Deployment
from deploy.output import Column, Output
from deploy.running import reached
from deploy.verbs import Here, Verb
from services.reporting.application.looks_sealed import Flaw, flaws
from services.reporting.application.reviews import TOLD, Rule, fact_hash
from services.reporting.application.storage import CODEC
from shared.eventstore.store import PostgresStore

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
LOOK_COLUMNS = [
    Column(title="när", field="at"),
    Column(title="roll", field="role", style="bold"),
    Column(title="enhet", field="unit"),
    Column(title="klient", field="client"),
    Column(title="varför", field="purpose"),
    Column(title="vad", field="what", style="dim"),
    Column(title="utfall", field="outcome"),
]
MONTH_COLUMNS = [
    Column(title="månad", field="firstOn"),
    Column(title="åtkomster", field="looks"),
    Column(title="granskad", field="reviewed", style="bold"),
]
PAGE = 100
OF_SUBJECT = (Rule.OWN_RECORD, Rule.RELATIVE)


class LogAltered(Exception):  # noqa: N818
    """The access log does not add up to what the ledger remembers of it."""


class FactsUnreadable(ValueError):  # noqa: N818
    """A line of facts is not one; nothing was brought in."""


def add_verbs(verb: Maker) -> None:
    """Add the verbs to the command."""
    asked = verb(
        "access-log",
        access_log,
        "show who has looked at a person: role, unit, when and why (itself a look)",
        "rodatraden access-log 01926f3e-8a10-7000-8000-000000000001",
    )
    asked.add_argument("person", type=UUID, help="the person's pseudonym")
    verb(
        "reviews",
        reviews,
        "show which months of the access log are reviewed",
        "rodatraden reviews",
    )
    verb(
        "verify-access-log",
        verify,
        "check the access log against what the ledger remembers of it",
        "rodatraden verify-access-log",
    )
    told = verb(
        "review-facts",
        bring_in,
        "bring in what a review must be told, as keyed hashes, in place of what there was",
        "RODATRADEN_REVIEW_KEY=... rodatraden review-facts facts.csv",
    )
    told.add_argument(
        "file",
        type=Path,
        help="lines of kind,subject,person: own-record, relative, colleague or known-name; the"
        " official's subject for the first two, else empty; the person's pseudonym",
    )


def access_log(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the looks at a person, the latest first."""
    token, page, found = reviewer_token(here.var, here.env), 1, []
    path = f"/persons/{asked.person}/access-log"
    while True:
        query = {"page": page, "limit": PAGE}
        answer = ask_reporting(path, query, here.var, here.env, token=token)
        found += answer["items"]
        page += 1
        if len(answer["items"]) < PAGE:
            break
    rows = [{**each, "at": each["at"][:16].replace("T", " ")} for each in found]
    output.show(
        {"looks": found}, rows=rows, columns=LOOK_COLUMNS, title=f"Åtkomster {asked.person}"
    )


def reviews(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the months of the log, and which of them nobody has reviewed."""
    token = reviewer_token(here.var, here.env)
    answer = ask_reporting("/access-reviews", {}, here.var, here.env, token=token)
    rows = [
        {**month, "reviewed": "ja" if month["isReviewed"] else "NEJ"} for month in answer["months"]
    ]
    output.show(answer, rows=rows, columns=MONTH_COLUMNS, title="Loggranskning")


def verify(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Add the log up again, batch by batch.

    Raises:
        LogAltered: it does not come to what was sealed; the message names the first batch.
    """
    with reached(here.var, here.env, output.tell) as target:
        batches, found = asyncio.run(_flaws(target))
    if found:
        raise LogAltered(f"batch {found[0].number} of {batches}: {found[0].says}")
    result = {"batches": batches, "flaws": 0}
    output.show(result, rows=[result], columns=[Column(title=name, field=name) for name in result])


def bring_in(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Replace what the review has been told.

    Raises:
        FactsUnreadable: a line is not one, or RODATRADEN_REVIEW_KEY is not given.
    """
    key = here.env.get("RODATRADEN_REVIEW_KEY", "").encode()
    if not key:
        raise FactsUnreadable("RODATRADEN_REVIEW_KEY is needed to hash what is told")
    with asked.file.open(newline="", encoding="utf-8") as file:
        facts = list(read_facts(file, key))
    with (
        reached(here.var, here.env, output.tell) as target,
        psycopg.connect(target.admin_url) as admin,
    ):
        admin.execute("DELETE FROM access.fact")
        admin.cursor().executemany("INSERT INTO access.fact VALUES (%s, %s, %s)", facts)
    result = {"facts": len(facts)}
    output.show(result, rows=[result], columns=[Column(title="facts", field="facts")])


def read_facts(lines: Iterable[str], key: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield what ``lines`` tell, persons as keyed hashes.

    Raises:
        FactsUnreadable: a line is not one; the message has its number.
    """
    for number, line in enumerate(csv.reader(lines), 1):
        try:
            kind, subject, person = (each.strip() for each in line)
            rule, person_id = Rule(kind), UUID(person)
        except ValueError:
            raise FactsUnreadable(f"line {number} is not kind,subject,person") from None
        if rule not in TOLD or bool(subject) != (rule in OF_SUBJECT):
            raise FactsUnreadable(f"line {number}: {kind} is not told so")
        yield kind, subject, fact_hash(key, person_id)


async def _flaws(target: Deployment) -> tuple[int, list[Flaw]]:
    store = PostgresStore(target.url_for("reporting"), service="reporting", codec=CODEC)
    await store.open()
    try:
        batches, found = await flaws(store)
        return batches, list(found)
    finally:
        await store.close()
