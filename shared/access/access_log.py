"""The access log in the store's database: one row a look, added by one function."""

import logging

import psycopg

from shared.kernel.access_log import Look, NotLogged
from shared.kernel.store import Store, Transaction

log = logging.getLogger(__name__)

_KEEP = """
    SELECT access.keep(
        %(request_id)s, %(trace_id)s, %(method)s, %(route)s, %(purpose)s, %(outcome)s,
        %(subject)s, %(role)s, %(client)s, %(client_id)s, %(unit)s,
        %(person_ids)s, %(hit_ids)s)"""


class StoredAccessLog:
    """Implements ``shared.kernel.access_log.AccessLog`` beside what is looked at.

    In the same database, so that it costs one statement, and what can be read can be logged.
    """

    async def keep(self, where: Store | Transaction, look: Look) -> None:
        """Keep ``look``: committed on return from a store, with the transaction otherwise.

        Raises:
            NotLogged: the database did not take it; of a transaction, when it is committed.
            StoreUnavailable: the database cannot be reached.
        """

        def failed(error: Exception) -> NotLogged:
            sqlstate = error.sqlstate if isinstance(error, psycopg.Error) else None
            fields = {"requestId": str(look.request_id), "sqlstate": sqlstate}
            log.critical("a look could not be logged", extra={"fields": fields})
            return NotLogged()

        await where.note(_KEEP, _row(look), failed=failed)


def _row(look: Look) -> dict[str, object]:
    actor = look.actor
    return {
        "request_id": look.request_id,
        "trace_id": look.trace_id,
        "method": look.method,
        "route": look.route,
        "purpose": look.purpose,
        "outcome": look.outcome.value,
        "subject": actor.subject,
        "role": actor.role,
        "client": actor.client.value,
        "client_id": actor.client_id,
        "unit": actor.unit,
        "person_ids": sorted(look.shown.persons),
        "hit_ids": sorted(look.shown.hits),
    }
