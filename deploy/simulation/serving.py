"""The services on a simulation, with the development log-in for their pages."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.development import make_plans, trust, with_login
from deploy.launcher import Plan, launched
from deploy.migrate import Deployment
from deploy.running import Tell, note_running


@contextmanager
def serving(
    target: Deployment, var: Path, env: Mapping[str, str], tell: Tell
) -> Iterator[Sequence[Plan]]:
    """Run the services on ``target`` for as long as the block lasts; all they need is in ``var``.

    The command asks them where it is given with ``RODATRADEN_VAR`` set to that folder.
    """
    believed = trust(var, env)
    plans = with_login(make_plans(target, believed, var, env), believed, var, env)
    note = var / "run.json"
    try:
        with launched(plans, tell, lambda services: note_running(note, plans, services)):
            yield plans
    finally:
        note.unlink(missing_ok=True)
