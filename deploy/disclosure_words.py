"""What the recipient of a packet is told beside the events: the decision, rights, and tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from services.intake.domain.disclosure.events import ToldRetention
from services.intake.domain.disclosure.state import Disclosure
from services.reporting.api.look_schemas import PURPOSES
from shared.catalogue import Catalogue
from shared.contracts.intake_disclosures import DisclosureKind
from shared.kernel.refusal import Refusal
from shared.packet.contents import Entry, Section, Table

TITLES = {
    DisclosureKind.REGISTER_EXTRACT: "Registerutdrag",
    DisclosureKind.PARTY_INSIGHT: "Ett ärendes material, till en part",
}
_REPORTED = "intake.concern-report-received"
_SOURCES = {
    "private": "Orosanmälan från en privatperson",
    "anonymous": "Orosanmälan från någon som inte har uppgett sitt namn",
    "mandated": "Orosanmälan från någon som är skyldig att anmäla",
}
_OTHER_SOURCES = {
    "intake.application-received": "Ansökan",
    "intake.statement-request-received": "Begäran om yttrande från en annan myndighet",
}
_OF_EXTRACT = (
    "Utdraget omfattar allt som nämnden har registrerat om personen till och med position "
    "{position} i nämndens liggare (GDPR artikel 15). Uppgifterna behandlas för socialnämndens "
    "arbete enligt lagen (2001:454) om behandling av personuppgifter inom socialtjänsten och "
    "förordningen (2001:637) med samma ämne, 12 §.",
    "Den som anser att en uppgift är felaktig kan begära rättelse hos nämnden, och få antecknat "
    "att uppgiften anses felaktig (14 kap. 6 § socialtjänstlagen). Klagomål om behandlingen "
    "lämnas till Integritetsskyddsmyndigheten.",
)
_OF_INSIGHT = (
    "Paketet omfattar ärendets material till och med position {position} i nämndens liggare "
    "(10 § förvaltningslagen).",
)


def statements(known: Disclosure, reasons: str | None, catalogue: Catalogue) -> Sequence[str]:
    """Return what the recipient is told first: what it is, what was decided, how to appeal."""
    proposed, decided = known.proposed, known.decided
    assert proposed is not None, "a decision is about what was proposed"
    assert decided is not None, "a packet is made of a decision"
    is_extract = known.opened.kind is DisclosureKind.REGISTER_EXTRACT
    told = [
        each.format(position=proposed.known_position)
        for each in (_OF_EXTRACT if is_extract else _OF_INSIGHT)
    ]
    on = decided.decided_on
    type_ = catalogue.decision_type(decided.decision_type, on)
    told.append(
        f"Beslut {on.isoformat()}: {type_.name.lower()} (delegationspunkt "
        f"{decided.delegation_rule_id}, {decided.decider_role}, {decided.decided_by})."
    )
    if decided.withheld_count:
        told.append(f"Delar som hålls inne: {decided.withheld_count}. De är uppräknade nedan.")
    if reasons:
        told.append(f"Motivering: {reasons}")
    if decided.withheld_count and type_.note:
        told.append(type_.note)
    return told


def sources(sections: Iterable[Section]) -> Table:
    """Return where the data came from; of a reporter only of which kind."""
    rows = [
        (str(entry.facts["received_on"]), _source(entry))
        for section in sections
        for entry in section.entries
        if entry.name.rpartition(".")[0] in (_REPORTED, *_OTHER_SOURCES)
    ]
    return Table(heading="Varifrån uppgifterna kommer", columns=("Dag", "Källa"), rows=rows)


def legal_bases(entries: Iterable[Entry], catalogue: Catalogue, on: date) -> Table:
    """Return the sections that the matters rest on."""
    named = sorted({id_ for entry in entries for id_ in _bases(entry.facts)})
    return Table(
        heading="Rättslig grund",
        columns=("Lagrum", "Vad det gäller"),
        rows=[each for id_ in named for each in _cited(id_, catalogue, on)],
    )


def retention(told: Iterable[ToldRetention], catalogue: Catalogue, on: date) -> Table:
    """Return how long each file is kept."""
    return Table(
        heading="Hur länge uppgifterna bevaras",
        columns=("Akt", "Gallringsgrupp", "Lagrum", "Får gallras från"),
        note="Tiden räknas från den sista anteckningen och ändras när det kommer en ny.",
        rows=[
            (
                str(each.file_id),
                each.retention_group,
                _citation(each.legal_basis_id, catalogue, on),
                each.due_on.isoformat() if each.due_on else "bevaras eller inte bestämt",
            )
            for each in told
        ],
    )


def looks(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Return who has looked: role, unit, when and why, and nothing that tells who reported."""
    return Table(
        heading="Vem som har sett uppgifterna",
        columns=("När", "Roll", "Enhet", "Varför", "Utfall"),
        note="Ur åtkomstloggen, så långt den är förseglad i liggaren. Vad som visades samtidigt "
        "framgår inte (26 kap. 5 § offentlighets- och sekretesslagen).",
        rows=[
            (
                row["at"].isoformat(timespec="minutes"),
                row["role"],
                row["unit"] or "",
                PURPOSES.get(row["purpose"].partition(":")[2], "Annat ändamål"),
                row["outcome"],
            )
            for row in rows
        ],
    )


def recipients(rows: Iterable[tuple[str, str, str]]) -> Table:
    """Return to whom what was given: the day, to whom, and what."""
    return Table(
        heading="Vilka som har fått uppgifter",
        columns=("Dag", "Mottagare", "Vad"),
        rows=sorted(rows),
    )


def _source(entry: Entry) -> str:
    name = entry.name.rpartition(".")[0]
    if name == _REPORTED:
        return _SOURCES[str(entry.facts["reporter_kind"])]
    return _OTHER_SOURCES[name]


def _bases(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name == "legal_basis_id" and isinstance(each, str):
                yield each
            else:
                yield from _bases(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _bases(each)


def _cited(id_: str, catalogue: Catalogue, on: date) -> Iterator[tuple[str, str]]:
    wordings = catalogue.tables.legal_bases.get(id_, ())
    yield _citation(id_, catalogue, on), wordings[-1].title if wordings else ""


def _citation(id_: str | None, catalogue: Catalogue, on: date) -> str:
    if id_ is None:
        return ""
    try:
        return catalogue.citation(id_, on)
    except Refusal:
        return id_
