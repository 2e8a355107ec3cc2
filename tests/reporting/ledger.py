"""Putting what is told of a child into the store, as the services would have written it."""

import json
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

import psycopg
from psycopg import sql

from shared.clocks import Happening
from shared.kernel.clock import new_id
from shared.testing.database import Database

EVENT = """
    INSERT INTO store.event (event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit, thread_id,
        causation_id, person_id, data)
    VALUES (%s, %s, %s, %s, 1, %s, 'handlaggare-7', 'caseworker', 'official', 'stod',
        'barn-norr', %s, %s, %s, %s)"""
LAST = "SELECT coalesce(max(version), 0) FROM store.event WHERE stream_id = %s"


def append(database: Database, happenings: Iterable[Happening]) -> UUID:
    """Append what happened, in order; return the last event's id, to wait for."""
    versions: Counter[UUID] = Counter()
    event_id, ids = new_id(), dict[str, str]()
    with psycopg.connect(database.admin_url) as connection:
        owner = sql.Identifier(database.role_name("owner"))
        connection.execute(sql.SQL("SET ROLE {}").format(owner))
        for each in happenings:
            if not versions[each.matter_id]:
                ((last,),) = connection.execute(LAST, (each.matter_id,)).fetchall()
                versions[each.matter_id] = last
            versions[each.matter_id] += 1
            event_id = new_id()
            ids[str(each.event_id)] = str(event_id)
            facts = json.dumps(
                {name: ids.get(str(value), value) for name, value in each.fields.items()}
            ).encode()
            place = (each.matter_id, versions[each.matter_id], each.name, each.recorded_at)
            about = (each.thread_id, event_id, each.person_id)
            connection.execute(EVENT, (event_id, *place, *about, facts))
    return event_id
