"""Who gives the command and what for: whatever is read past the services is logged as a look."""

import argparse
import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from deploy.migrate import Deployment
from deploy.verbs import Here
from shared.access.access_log import StoredAccessLog
from shared.access.tokens import is_opaque
from shared.eventstore.store import PostgresStore
from shared.kernel.access_log import Look, Outcome
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client
from shared.kernel.shown import Shown
from shared.kernel.store import Store

OPERATOR = "operator"
PER_ROW = 1_000  # persons in one row of the log
_PURPOSE = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,7}")


class OperatorUnknown(ValueError):  # noqa: N818
    """Nothing is read of persons before it is said by whom, and what for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who gives the command: an opaque id, never a name; and what for, as a code."""

    subject: str
    purpose: str


def add_arguments(asked: argparse.ArgumentParser) -> None:
    """Add how the operator and the purpose are named."""
    asked.add_argument(
        "--by", help="who asks: an opaque id, never a name (else RODATRADEN_OPERATOR)"
    )
    asked.add_argument("--purpose", help="what for, as a code (else RODATRADEN_PURPOSE)")


def operator_of(here: Here, asked: argparse.Namespace) -> Operator:
    """Return who gives the command, by its own words or its environment's.

    Raises:
        OperatorUnknown: neither says so, or not as a code.
    """
    subject = asked.by or here.env.get("RODATRADEN_OPERATOR", "")
    purpose = asked.purpose or here.env.get("RODATRADEN_PURPOSE", "")
    if not is_opaque(subject):
        raise OperatorUnknown("say who asks, as an opaque id: --by, or RODATRADEN_OPERATOR")
    if not _PURPOSE.fullmatch(purpose):
        raise OperatorUnknown("say what for, as a code: --purpose, or RODATRADEN_PURPOSE")
    return Operator(subject=subject, purpose=purpose)


def keep_looks(
    target: Deployment, service: str, operator: Operator, verb: str, persons: Collection[UUID]
) -> None:
    """Log that ``verb`` shows ``persons``: all rows are committed on return, or none.

    Raises:
        NotLogged: they could not be logged; nothing may be shown.
    """
    asyncio.run(_keep(target, service, operator, verb, sorted(persons)))


async def _keep(
    target: Deployment, service: str, operator: Operator, verb: str, persons: Sequence[UUID]
) -> None:
    codec = import_module(f"services.{service}.application.storage").CODEC
    store = PostgresStore(target.url_for(service), service=service, codec=codec)
    await store.open()
    try:
        await logged(store, operator, verb, persons)
    finally:
        await store.close()


async def logged(store: Store, operator: Operator, verb: str, persons: Sequence[UUID]) -> None:
    """Log in ``store`` that ``verb`` shows ``persons``: committed on return.

    Raises:
        NotLogged: it could not be logged; nothing may be shown.
    """
    request_id, log = new_id(), StoredAccessLog()
    async with store.transaction() as tx:
        for start in range(0, max(len(persons), 1), PER_ROW):
            part = frozenset(persons[start : start + PER_ROW])
            await log.keep(tx, _look(operator, verb, part, request_id))


def _look(operator: Operator, verb: str, persons: frozenset[UUID], request_id: UUID) -> Look:
    return Look(
        actor=Actor(
            subject=operator.subject,
            role=OPERATOR,
            client=Client.SYSTEM,
            client_id="rodatraden-command",
        ),
        purpose=operator.purpose,
        method="CLI",
        route=f"rodatraden {verb}",
        shown=Shown(persons=persons, hits=frozenset()),
        outcome=Outcome.SHOWN,
        request_id=request_id,
        trace_id=request_id.hex,
    )
