"""The ledger as a log for process mining, from the command: `rodatraden export ocel`."""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import UUID

import psycopg

from deploy.migrate import Deployment
from deploy.operating import add_arguments, keep_looks, operator_of
from deploy.output import Column, Output
from deploy.running import reached
from deploy.secret_files import kept
from deploy.verbs import SECONDS_BETWEEN_LINES, Here, Verb
from services.reporting.application.ocel import json_log, sqlite_log
from services.reporting.application.ocel.pseudonyms import Pseudonyms, new_key, read_key
from services.reporting.application.ocel.reading import heard, position_asked
from services.reporting.application.ocel.telling import Heard, Precision, Teller

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
FORMATS = (".sqlite", ".json")


class FormatUnknown(ValueError):  # noqa: N818
    """The file's name says neither .sqlite nor .json."""


def add_verbs(verb: Maker) -> None:
    """Add the verb to the command."""
    asked = verb(
        "export",
        export,
        "write what was published as an object-centric event log (OCEL 2.0), under pseudonyms",
        "rodatraden export ocel --by official-7 --purpose follow-up --at 120000 log.sqlite",
    )
    asked.add_argument("format", choices=["ocel"])
    asked.add_argument("out", type=Path, help="the file to write: *.sqlite or *.json")
    asked.add_argument("--at", type=int, help="the position it is as of (the ledger's end)")
    asked.add_argument(
        "--key-file",
        type=Path,
        help="the key of the pseudonyms, made when missing: under the same key the same things "
        "get the same pseudonyms. Without it, they are this export's alone",
    )
    asked.add_argument(
        "--precision",
        type=Precision,
        choices=list(Precision),
        default=Precision.SECOND,
        help="tell moments, or only days",
    )
    add_arguments(asked)


def export(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Write the log; the file appears whole, for its owner alone, once it is logged as a look."""
    operator = operator_of(here, asked)
    if asked.out.suffix not in FORMATS:
        raise FormatUnknown(f"{asked.out.name}: the name must end with {' or '.join(FORMATS)}")
    text = kept(asked.key_file, lambda: f"{new_key()}\n") if asked.key_file else new_key()
    teller = Teller(Pseudonyms(read_key(text)), asked.precision)
    with (
        reached(here.var, here.env, output.tell) as target,
        tempfile.TemporaryDirectory(dir=asked.out.resolve().parent) as private,
    ):
        draft = Path(private) / "log.sqlite"
        persons: set[UUID] = set()
        position, events = _export(target, teller, draft, asked.at, output, persons)
        if asked.out.suffix == ".json":
            output.tell("writing JSON")
            database, draft = draft, Path(private) / "log.json"
            json_log.write(draft, database)
        keep_looks(target, "reporting", operator, "export ocel", persons)
        draft.chmod(0o600)
        draft.replace(asked.out)
    result = {"file": str(asked.out), "position": position, "events": events}
    output.show(result, rows=[result], columns=[Column(title=name, field=name) for name in result])


def _export(
    target: Deployment,
    teller: Teller,
    draft: Path,
    at: int | None,
    output: Output,
    persons: set[UUID],
) -> tuple[int, int]:
    with psycopg.connect(target.url_for("reporting"), options="-c timezone=UTC") as store:
        position = position_asked(store, at)
        told = map(teller.tell, noted(heard(store, position), persons))
        events = 0
        for events in _at_times(sqlite_log.write(draft, told)):
            output.tell(f"{events:,} events")
        return position, events


def noted(told: Iterable[Heard], persons: set[UUID]) -> Iterator[Heard]:
    """Yield what is told, and add to ``persons`` whom it is about."""
    for each in told:
        persons.update(getattr(each.event, "person_ids", ()))
        if each.person_id is not None:
            persons.add(each.person_id)
        yield each


def _at_times(counts: Iterator[int]) -> Iterator[int]:
    """Yield a count now and then, and the last one."""
    last, told_at = 0, time.monotonic()
    for last in counts:
        if time.monotonic() - told_at > SECONDS_BETWEEN_LINES:
            told_at = time.monotonic()
            yield last
    yield last
