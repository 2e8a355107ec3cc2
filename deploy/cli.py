"""The command ``rodatraden``."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from uuid import UUID

from deploy import (
    clocking,
    delegating,
    disclosing,
    disposing,
    figuring,
    file_export,
    following,
    log_keeping,
    looking,
    meeting,
    mining,
    packet_checking,
    signing,
    simulating,
    unexecuted,
    verbs,
    verifying,
)
from deploy.exit_codes import CODES, INTERRUPTED, OK
from deploy.launcher import ROOT
from deploy.output import Output

EPILOG = """\
begin with:
  rodatraden demo                    see one child's thread, from report to intervention
  rodatraden up                      keep the services running on this machine
  rodatraden token --role caseworker a token to try their interfaces with

where the data is:
  in the PostgreSQL that RODATRADEN_DATABASE_URL (or DATABASE_URL) names; without one, in a
  server of our own, whose data, keys and logs lie in var/ (RODATRADEN_VAR: elsewhere).

exit codes:
  0  done             1  failed                  2  wrongly asked
  3  no such thing    4  database or services unavailable    130  interrupted
"""


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked; return the exit code."""
    asked = _parser().parse_args(arguments)
    output = Output(as_json=asked.json)
    here = verbs.Here(var=Path(os.environ.get("RODATRADEN_VAR") or ROOT / "var"), env=os.environ)
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        asked.verb(here, asked, output)
    except tuple(CODES) as failed:
        output.complain(str(failed))
        return next(code for kind, code in CODES.items() if isinstance(failed, kind))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        signal.signal(signal.SIGTERM, before)
    return OK


def _parser() -> argparse.ArgumentParser:
    """Return what can be asked, and how."""
    top = argparse.ArgumentParser(
        prog="rodatraden",
        description="Röda tråden: the case backend of a Swedish social-welfare committee.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--json", action="store_true", help="answer with JSON")
    several = top.add_subparsers(title="verbs", metavar="VERB", required=True)

    def verb(name: str, does: verbs.Verb, summary: str, example: str) -> argparse.ArgumentParser:
        made = several.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="answer with JSON"
        )
        made.set_defaults(verb=does)
        return made

    _running_verbs(verb)
    _reading_verbs(verb)
    clocking.add_verbs(verb)
    following.add_verbs(verb)
    delegating.add_verbs(verb)
    meeting.add_verbs(verb)
    unexecuted.add_verbs(verb)
    signing.add_verbs(verb)
    verifying.add_verbs(verb)
    mining.add_verbs(verb)
    looking.add_verbs(verb)
    log_keeping.add_verbs(verb)
    disposing.add_verbs(verb)
    file_export.add_verbs(verb)
    disclosing.add_verbs(verb)
    packet_checking.add_verbs(verb)
    simulating.add_verbs(verb)
    figuring.add_verbs(verb)
    return top


Maker = Callable[[str, verbs.Verb, str, str], argparse.ArgumentParser]


def _running_verbs(verb: Maker) -> None:
    verb("up", verbs.up, "run the four services until interrupted", "rodatraden up")
    verb(
        "demo",
        verbs.demo,
        "work the examples through new, empty services and show the thread of one child",
        "rodatraden demo --json > thread.json",
    )
    migrate = verb(
        "migrate",
        verbs.migrate,
        "bring roles, databases, tables and stored names up to date",
        "RODATRADEN_DATABASE_URL=postgresql://admin@db/store rodatraden migrate",
    )
    migrate.add_argument(
        "--environments",
        type=Path,
        metavar="DIR",
        help="also write each service's settings, secrets included, to DIR/<service>.env",
    )
    rebuild = verb(
        "rebuild",
        verbs.rebuild,
        "rebuild a projection from zero, while its service answers",
        "rodatraden rebuild reporting.thread-entries",
    )
    rebuild.add_argument("projection", help="its service and name; a wrong one lists them all")


def _reading_verbs(verb: Maker) -> None:
    thread = verb(
        "thread",
        verbs.thread,
        "show the whole thread that something belongs to",
        "rodatraden thread 01926f3e-8a10-7000-8000-000000000001",
    )
    thread.add_argument(
        "id", type=UUID, help="a thread, or a matter, report, decision or person in it"
    )
    events = verb(
        "events",
        verbs.events,
        "list published events in the ledger's order",
        "rodatraden events --after 1200 --limit 50",
    )
    events.add_argument("--after", default="0", help="a position, or the cursor of an event (0)")
    events.add_argument("--limit", type=_several, default=100, help="how many at most (100)")
    token = verb(
        "token",
        verbs.token,
        "issue a token of the development issuer",
        'curl -H "Authorization: Bearer $(rodatraden token --role caseworker)" ...',
    )
    token.add_argument("--role", default="analyst", choices=sorted(verbs.CLIENT_OF_ROLE))
    token.add_argument("--subject", default="development", help="an opaque id, never a name")
    token.add_argument("--unit", help="the official's unit")
    token.add_argument("--minutes", type=_several, default=60, help="how long it is valid (60)")


def _several(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
