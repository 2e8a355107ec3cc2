"""What codes are called on a page. A code that nobody has named is shown as it is."""

from collections.abc import Callable, Mapping
from typing import Any

from services.reporting.api.schemas import status_in_swedish
from services.reporting.application.delegation import Verdict
from services.reporting.application.report_views import STATE_NAMES
from shared.catalogue import catalogue
from shared.contracts.names import PUBLISHED

ROLES: Mapping[str, str] = {
    "caseworker": "handläggare",
    "unit-head": "enhetschef",
    "subcommittee": "utskott",
    "chair": "ordförande",
    "committee": "nämnd",
    "analyst": "analytiker",
    "e-service": "e-tjänst",
    "robot": "robot",
    "system": "systemet",
}
STATES: Mapping[str, str] = {
    "running": "löper",
    "met": "hållen",
    "met-late": "hållen för sent",
    "overdue": "passerad",
    "lapsed": "förfallen",
    "absorbed": "upphörd",
    "not-observable": "kan inte följas",
}
STAGES: Mapping[str, str] = {
    "opened": "öppnad, inte tilldelad",
    "assessed": "skyddsbedömd, inte tilldelad",
    "assigned": "tilldelad",
    "decided": "beslutad",
    "offered": "erbjuden",
    "declined": "avböjd",
    "executed": "verkställd",
    "interrupted": "avbruten",
}
KINDS: Mapping[str, str] = {
    "intake": "aktualisering",
    "investigation": "utredning",
    "intervention": "insats",
}
CLOCK_KINDS: Mapping[str, str] = {
    "hard": "rätt eller beslut förfaller",
    "statutory": "lagstadgad",
    "soft": "mål",
}
BANDS: Mapping[str, str] = {
    "overdue": "passerad",
    "due": "närmar sig",
    "at-risk": "i riskzonen",
}
SPELL_KINDS: Mapping[str, str] = {
    "decision": "att verkställas",
    "interruption": "att återupptas",
}

VERDICTS: Mapping[str, str] = {
    Verdict.OUTSIDE: "utanför",
    Verdict.CANNOT_TELL: "kan inte avgöras",
    Verdict.CONFORMS: "inom",
}


def type_in_swedish(code: str) -> str:
    """Return the catalogue's latest name of a case type or of a type of intervention."""
    tables = catalogue().tables
    for wordings in (tables.case_types.get(code), tables.intervention_types.get(code)):
        if wordings:
            return wordings[-1].name
    return code


def event_in_swedish(name: str) -> str:
    """Return what the published event ``name`` is called."""
    return status_in_swedish(name) if name in PUBLISHED else name


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: names.get(code, code)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "role": _named(ROLES),
    "state": _named(STATES),
    "stage": _named(STAGES),
    "kind": _named(KINDS),
    "clock_kind": _named(CLOCK_KINDS),
    "band": _named(BANDS),
    "verdict": _named(VERDICTS),
    "spell_kind": _named(SPELL_KINDS),
    "spell_state": _named(STATE_NAMES),
    "type_name": type_in_swedish,
    "event": event_in_swedish,
}
