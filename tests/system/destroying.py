"""What is done to a committee in the tests of disposal: its figures, a packet, the destruction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from deploy.destroyer import carrying_out, master_key
from deploy.migrate import Deployment
from deploy.personal_file import Wanted, personal_files
from shared.kernel.clock import today
from shared.packet.packing import Packet, pack
from tests.system.committee import Committee


@dataclass(frozen=True, slots=True)
class Story:
    """What was planted, and what stood before and after."""

    store: Deployment
    folder: Path
    intake_id: str
    person_id: str
    list_id: str
    before: Mapping[str, int]
    backup: Deployment
    packets: Mapping[bool, Packet]  # the personal file, with who reported and without


def is_registered(committee: Committee) -> bool:
    """Say whether the ledger has every event, and intake's read models all of the ledger."""
    query = "SELECT (SELECT count(*) FROM store.event) - (SELECT count(*) FROM store.ledger)"
    behind = (
        "SELECT count(*) FROM intake.tracking t, store.ledger_head h WHERE t.position < h.position"
        " AND t.name IN ('filed_matters', 'intake.merged-persons', 'relations', 'persons')"
    )
    return committee.rows(query) == committee.rows(behind) == [(0,)]


def figures(store: Deployment) -> Mapping[str, int]:
    """Return how many events of each kind and code there are: what statistics are made of."""
    with psycopg.connect(store.admin_url) as connection:
        rows = connection.execute(
            "SELECT name, count(*) FROM store.event GROUP BY name"
            " UNION ALL SELECT concat(case_type, ' ', way), count(*) FROM intake.intake"
            " GROUP BY case_type, way"
        ).fetchall()
    return {str(row[0]): int(row[1]) for row in rows}


async def exported(store: Deployment, folder: Path, person_id: str) -> Mapping[bool, Packet]:
    async with personal_files(store, master_key(store, folder, {})) as files:
        return {
            is_with_reporter: pack(
                await files.contents(
                    Wanted(
                        person_id=UUID(person_id),
                        purpose="preserve",
                        is_with_reporter=is_with_reporter,
                        made_at=datetime(2026, 11, 22, tzinfo=UTC),
                    )
                )
            )
            for is_with_reporter in (True, False)
        }


async def destroy(store: Deployment, folder: Path, list_id: str) -> None:
    async with carrying_out(store, folder, {}) as work:
        sheet = await work.run(UUID(list_id), today(), lambda done, all_: None)
    assert sheet.known.certificate is not None
    assert sheet.known.certificate.files_held == 0
