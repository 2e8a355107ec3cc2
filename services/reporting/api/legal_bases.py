"""Which section a line of a thread rests on: its own, its kind's that day, or its matter's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.reporting.projections.thread_entries import ThreadEntry
from shared.catalogue import Catalogue, NotInForce
from shared.contracts.intake import ReporterKind

_PURPOSE_OF: Mapping[str, str] = {
    "intake.feedback-requested.v1": "feedback",
    "intake.feedback-given.v1": "feedback",
    "intake.feedback-withheld.v1": "feedback",
    "investigation.material-communicated.v1": "communication",
}
_OPENS_A_MATTER = frozenset({"investigation.opened.v1", "interventions.opened.v1"})


def with_bases(entries: Sequence[ThreadEntry], catalogue: Catalogue) -> Sequence[ThreadEntry]:
    """Return the entries, each with the legal basis it was done under.

    What the event itself says stands. Otherwise the section that the catalogue gives its kind on
    the day it happened; otherwise the one its investigation or intervention was opened under.
    """
    opened_under = {
        each.stream_id: each.legal_basis_id for each in entries if each.name in _OPENS_A_MATTER
    }
    return [_with_basis(each, opened_under, catalogue) for each in entries]


def _with_basis(
    entry: ThreadEntry, opened_under: Mapping[UUID, str | None], catalogue: Catalogue
) -> ThreadEntry:
    if entry.legal_basis_id is not None:
        return entry
    own = _by_purpose(entry, catalogue)
    return replace(entry, legal_basis_id=own or opened_under.get(entry.stream_id))


def _by_purpose(entry: ThreadEntry, catalogue: Catalogue) -> str | None:
    purpose = _PURPOSE_OF.get(entry.name)
    if entry.name == "intake.concern-report-received.v1":
        mandated = entry.facts["reporter_kind"] == ReporterKind.MANDATED
        purpose = "concern-report-mandated" if mandated else "concern-report-anyone"
    if purpose is None:
        return None
    try:
        return catalogue.basis_for(purpose, entry.happened_on).id
    except NotInForce:
        return None
