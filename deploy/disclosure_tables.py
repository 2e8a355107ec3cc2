"""Facts for the tables of a packet: who was given what, who has looked, how long it is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from deploy.disclosure_material import Keeper, Material, Scope
from services.intake.application.disposal.births import Births
from services.intake.application.disposal.standing import Standings
from services.intake.domain.disclosure.events import ToldRetention
from services.intake.domain.disposal.events import FileExported
from services.reporting.application.looks_sealed import NAME as SEALED
from services.reporting.application.looks_sealed import STREAM as SEALS
from shared.catalogue import Catalogue
from shared.contracts.intake import FeedbackGiven
from shared.contracts.intake_disclosures import PacketDelivered
from shared.contracts.reporting import ReportDelivered
from shared.eventstore.store import PostgresStore

_REPORTS = """
    SELECT name, data FROM store.readable
    WHERE name = 'reporting.report-delivered.v1' AND position <= %(position)s ORDER BY position"""
_SEALED = """
    SELECT data FROM store.own_event
    WHERE stream_id = %(stream_id)s AND position <= %(position)s
    ORDER BY version DESC LIMIT 1"""
_LOOKS = """
    SELECT at, actor_role AS role, purpose, outcome,
           CASE WHEN actor_client = 'official' THEN actor_unit END AS unit
    FROM access.look
    WHERE person_ids && %(ids)s::uuid[]
      AND (epoch < %(epoch)s OR (epoch = %(epoch)s AND xid < %(until)s::text::xid8))
    ORDER BY epoch, xid, seq"""
_TO = {
    "self": "Personen själv",
    "guardian": "Vårdnadshavare",
    "representative": "Ombud eller ställföreträdare",
}
_KINDS = {"register-extract": "Registerutdrag", "party-insight": "Ett ärendes material"}
_REPORTED = {
    "ivo": "Inspektionen för vård och omsorg",
    "auditors": "Kommunens revisorer",
    "council": "Kommunfullmäktige",
}


async def given(
    keeper: Keeper, material: Material, scope: Scope
) -> Sequence[tuple[str, str, str]]:
    """Return to whom something about the person was given, up to the position."""
    matters = {stream.stream_id for _, stream in material.streams}
    asked = {"position": scope.known_position}
    reports = [
        keeper.intake.codec.decode(row["name"], row["data"])
        for row in await keeper.intake.rows(_REPORTS, asked)
    ]
    return [*_in_streams(material, scope.known_position), *_in_reports(reports, matters)]


async def retained(
    keeper: Keeper, catalogue: Catalogue, ids: Sequence[UUID], on: date
) -> tuple[ToldRetention, ...]:
    """Return what retention says of each of the person's files on ``on``."""
    standings = await Standings(catalogue, Births(keeper.vault)).of(keeper.intake, ids, on)
    return tuple(
        ToldRetention(
            file_id=each.verdict.file_id,
            retention_group=each.verdict.group,
            rule_id=each.verdict.rule_id,
            legal_basis_id=each.verdict.basis_id,
            due_on=each.verdict.due_on,
        )
        for each in standings
    )


async def looked(
    reporting: PostgresStore, ids: Sequence[UUID], position: int
) -> Sequence[Mapping[str, Any]]:
    """Return the looks at the person that the ledger had sealed at the position."""
    asked = {"stream_id": SEALS, "position": position}
    rows = await reporting.rows(_SEALED, asked)
    if not rows:
        return ()
    sealed: Any = reporting.codec.decode(SEALED, rows[0]["data"])
    until = {"epoch": sealed.epoch, "until": str(sealed.until)}
    return await reporting.rows(_LOOKS, {"ids": list(ids), **until})


def _in_streams(material: Material, position: int) -> Iterator[tuple[str, str, str]]:
    for _, stream in material.streams:
        for recorded in stream.recorded:
            if recorded.position is None or recorded.position > position:
                continue
            match recorded.event:
                case PacketDelivered(recipient=to, kind=kind, delivered_on=on):
                    yield on.isoformat(), _TO[to.value], _KINDS[kind.value]
                case FileExported(exported_on=on, purpose_code=code):
                    yield on.isoformat(), "Bevarande eller överlämnande", f"Personakt ({code})"
                case FeedbackGiven(given_on=on):
                    yield on.isoformat(), "Den som anmälde", "Om utredning inleddes eller pågår"
                case _:
                    pass


def _in_reports(reports: Iterable[Any], matters: set[UUID]) -> Iterator[tuple[str, str, str]]:
    for each in reports:
        assert isinstance(each, ReportDelivered)
        if any(item.matter_id in matters for item in each.items):
            for code in each.recipient_codes:
                to = _REPORTED.get(code, code)
                yield each.delivered_on.isoformat(), to, f"{each.kind_code} {each.period_code}"
