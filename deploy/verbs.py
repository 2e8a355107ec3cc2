"""What each verb of the command does."""

import argparse
import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from deploy.answers import ask_reporting
from deploy.demo.story import run as play
from deploy.development import development_issuer, write_environments
from deploy.output import Column, Output
from deploy.rebuilding import find_projection, rebuild_projection
from deploy.running import migrated, reached, running, trial
from deploy.threads import show_thread
from shared.access import policy
from shared.kernel.context import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where the command was given: its folder for data, keys and logs, and its environment."""

    var: Path
    env: Mapping[str, str]


Verb: TypeAlias = Callable[[Here, argparse.Namespace, Output], None]

CLIENT_OF_ROLE = {
    policy.E_SERVICE: Client.E_SERVICE,
    policy.ROBOT: Client.ROBOT,
    policy.CASEWORKER: Client.OFFICIAL,
    policy.UNIT_HEAD: Client.OFFICIAL,
    policy.SUBCOMMITTEE: Client.OFFICIAL,
    policy.CHAIR: Client.OFFICIAL,
    policy.COMMITTEE: Client.OFFICIAL,
    policy.ANALYST: Client.REPORTING,
}
SERVICE_COLUMNS = [
    Column(title="service", field="service", style="bold"),
    Column(title="address", field="url"),
    Column(title="log", field="log", style="dim"),
]
EVENT_COLUMNS = [
    Column(title="position", field="position", style="dim"),
    Column(title="time", field="time"),
    Column(title="type", field="type", style="bold"),
    Column(title="subject", field="subject"),
    Column(title="thread", field="threadid"),
    Column(title="role", field="actorrole"),
    Column(title="client", field="clientkind"),
]

SECONDS_BETWEEN_LINES = 1.0
PER_PAGE = 100  # the most that the feed gives at once


def up(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Run the services until interrupted, which is the way it ends."""
    try:
        with running(here.var, here.env, output.tell) as plans:
            rows = [
                {"service": plan.name, "url": plan.url, "log": str(plan.log)} for plan in plans
            ]
            pages = next(f"{plan.url}/pages" for plan in plans if plan.name == "reporting")
            told = {"services": rows, "pages": pages}
            output.show(told, rows=rows, columns=SERVICE_COLUMNS)
            output.tell(f"the pages, in a browser: {pages}")
            output.tell("running; end with Ctrl-C")
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        output.tell("stopped")


def demo(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Run the demo on databases of its own."""
    with trial(here.var, here.env, output.tell) as made:
        play(made, development_issuer(made.var, {}), output)


def migrate(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Bring the deployment up to date."""
    with migrated(here.var, here.env, output.tell) as target:
        result = {
            "database": target.database,
            "keysDatabase": target.keys_database,
            "rolePrefix": target.prefix,
        }
        if asked.environments is not None:
            for path in write_environments(target, asked.environments, here.var, here.env):
                output.tell(f"wrote {path}")
        columns = [Column(title=name, field=name) for name in result]
        output.show(result, rows=[result], columns=columns)


def rebuild(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Rebuild one projection, and say whether it had been right."""
    service, projection = find_projection(asked.projection)
    began_at, told_at = time.monotonic(), 0.0

    def progress(position: int, end: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at > SECONDS_BETWEEN_LINES:
            told_at = time.monotonic()
            output.tell(f"position {position} of {end}")

    with reached(here.var, here.env, output.tell) as target:
        found = asyncio.run(rebuild_projection(target, service, projection, progress))
    result = {
        "projection": asked.projection,
        "position": found.position,
        "hash": found.rebuilt_hash,
        "wasRight": found.was_right,
        "seconds": round(time.monotonic() - began_at, 1),
    }
    output.show(result, rows=[result], columns=[Column(title=name, field=name) for name in result])


def thread(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show a thread."""
    found = ask_reporting(f"/threads/{asked.id}", {}, here.var, here.env)
    show_thread(output, found)


def events(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """List published events after a position or a cursor."""
    found: list[Mapping[str, Any]] = []
    query = {"after" if asked.after.isdigit() else "cursor": asked.after}
    while len(found) < asked.limit:
        most = min(PER_PAGE, asked.limit - len(found))
        page = ask_reporting("/events", {**query, "limit": most}, here.var, here.env)
        found += page["items"]
        if len(page["items"]) < most:
            break
        query = {"cursor": page["_meta"]["cursor"]}
    output.show({"events": found}, rows=found, columns=EVENT_COLUMNS)


def token(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Issue a token with every right that the role has through its kind of client."""
    client = CLIENT_OF_ROLE[asked.role]
    scopes = [
        right
        for right, grant in policy.RIGHTS.items()
        if asked.role in grant.roles_by_client.get(client, ())
    ]
    issued = development_issuer(here.var, here.env).issue(
        subject=asked.subject,
        client_kind=client.value,
        client_id=f"development-{client.value}",
        roles=[asked.role],
        scopes=scopes,
        unit=asked.unit,
        minutes=asked.minutes,
    )
    output.show_text(issued, {"token": issued, "role": asked.role, "scopes": scopes})
