"""A whole committee on this machine: server, migrations and the four services, while needed."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.checkpoint_keys import CheckpointFiles
from deploy.development import make_plans, trust, with_login
from deploy.launcher import Launched, Plan, launched
from deploy.migrate import Deployment, deployment, drop, migrate
from deploy.postgres import postgres
from deploy.secret_files import write_private
from deploy.urls import database_of, with_database

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Services at work on databases of their own, with the folder of their keys."""

    plans: Sequence[Plan]
    target: Deployment
    var: Path


@contextmanager
def reached(var: Path, env: Mapping[str, str], tell: Tell) -> Iterator[Deployment]:
    """Yield the deployment as it stands, for as long as its server is needed."""
    with postgres(var, env, tell) as admin_url:
        yield deployment(admin_url, var, env)


@contextmanager
def migrated(var: Path, env: Mapping[str, str], tell: Tell) -> Iterator[Deployment]:
    """Yield the deployment, up to date, for as long as its server is needed."""
    with reached(var, env, tell) as target:
        migrate(target, tell)
        yield target


@contextmanager
def running(var: Path, env: Mapping[str, str], tell: Tell) -> Iterator[list[Plan]]:
    """Run the four services on the deployment's own data, and note them in var/run.json.

    Where the development issuer is believed, its log-in runs beside them, for the pages.
    """
    with migrated(var, env, tell) as target:
        believed = trust(var, env)
        plans = with_login(make_plans(target, believed, var, env), believed, var, env)
        note = var / "run.json"
        try:
            with launched(plans, tell, lambda services: note_running(note, plans, services)):
                yield plans
        finally:
            note.unlink(missing_ok=True)


@contextmanager
def trial(var: Path, env: Mapping[str, str], tell: Tell) -> Iterator[Trial]:
    """Run the four services on new, empty databases of their own, on free ports.

    They believe the development issuer of ``var/trial``. What an earlier trial left is dropped
    first; the deployment's own data is never touched.
    """
    own, free = var / "trial", {"RODATRADEN_PORTS": "free"}
    with postgres(var, env, tell) as admin_url:
        url = with_database(admin_url, f"{database_of(admin_url)}_trial")
        target = deployment(url, own, {})
        drop(target)
        CheckpointFiles.of(own, target.database).forget_checkpoints()
        migrate(target, tell)
        plans = make_plans(target, trust(own, free), own, free)
        with launched(plans, tell, lambda services: None):
            yield Trial(plans=plans, target=target, var=own)


def note_running(path: Path, plans: Sequence[Plan], services: Launched) -> None:
    """Note where the services are, for the command given elsewhere."""
    noted = {
        plan.name: {"url": plan.url, "pid": services.pids[plan.name], "log": str(plan.log)}
        for plan in plans
    }
    write_private(path, json.dumps({"pid": os.getpid(), "services": noted}, indent=2) + "\n")
