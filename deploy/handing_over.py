"""Handing over a quarter's report: frozen rows, who and why, joined in files of one's own.

The services keep the frozen rows, by pseudonyms and codes, and nothing of what is joined here.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.answers import deliverer_token, exchange
from deploy.verbs import Here
from services.reporting.application.report_views import (
    MASKED,
    Merged,
    as_csv,
    as_json,
    as_page,
)
from services.reporting.domain.unexecuted_report import KIND, Content, digest, lines_of
from shared.catalogue import catalogue

AT_ONCE = 500
SHAPES = ("json", "csv", "html")
INSTEAD = {"protected": MASKED, "incomplete": "Identitet saknas", "unknown": "Identitet saknas"}


class AlreadyThere(Exception):  # noqa: N818
    """A file of that name is there already, and is not written over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A delivered report, as reporting answers it."""

    report_id: str
    content: Content
    content_hash: str
    known_position: int
    is_right: bool  # it has the hash that was noted, and comes about anew byte for byte


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written, and what it hashes to."""

    path: Path
    sha256: str


def places(folder: Path, quarter: str) -> Mapping[str, Path]:
    """Return where the files of a quarter's report will be, by their shape.

    Raises:
        AlreadyThere: one of them is; it is asked before anything is frozen.
    """
    found = {kind: folder / f"ej-verkstallda-{quarter}.{kind}" for kind in SHAPES}
    for each in found.values():
        if each.exists():
            raise AlreadyThere(f"{each} is there already: choose another folder")
    return found


def freeze(here: Here, quarter: str, delivered_on: str) -> str:
    """Deliver the quarter's report, as it is known now; return its id."""
    token = deliverer_token(here.var, here.env)
    body = {"kind": KIND, "quarter": quarter, "deliveredOn": delivered_on}
    made = exchange("reporting", "/delivered-reports", here.var, here.env, token=token, body=body)
    return str(made.json()["id"])


def frozen(here: Here, report_id: str) -> Frozen:
    """Return a report as it was delivered.

    Raises:
        NothingFound: there is no such report.
    """
    token = deliverer_token(here.var, here.env)
    path = f"/delivered-reports/{report_id}"
    told = exchange("reporting", path, here.var, here.env, token=token).json()
    return Frozen(
        report_id=report_id,
        content=told["content"],
        content_hash=told["contentHash"],
        known_position=told["knownPosition"],
        is_right=told["isIntact"] and told["isReproduced"],
    )


def merged(here: Here, content: Content) -> Merged:
    """Return what the services that hold the keys say of the report's lines.

    Whoever is protected is masked: no number, and no words that could tell who it is.
    """
    token = deliverer_token(here.var, here.env)
    lines = [line for _, line in lines_of(content)]

    def ask(service: str, path: str, name: str, ids: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        for first in range(0, len(ids), AT_ONCE):
            body = {name: ids[first : first + AT_ONCE]}
            yield exchange(service, path, here.var, here.env, token=token, body=body).json()

    persons = _each(line["personId"] for line in lines)
    found = {
        each["personId"]: each
        for answer in ask("intake", "/ivo-identities", "personIds", persons)
        for each in answer["identities"]
    }
    open_ = {person for person, each in found.items() if each["state"] != "protected"}
    told = _each(
        line["interventionId"]
        for line in lines
        if line["explainedBy"] is not None and line["personId"] in open_
    )
    texts = {
        each["explainedBy"]: each["text"]
        for answer in ask("interventions", "/delay-texts", "interventionIds", told)
        for each in answer["texts"]
    }
    identities = {person: _written(each) for person, each in found.items()}
    return Merged(identities={None: MASKED, **identities}, texts=texts)


def write(to: Mapping[str, Path], report: Frozen, joined: Merged) -> Sequence[Written]:
    """Write the report for a machine, for a spreadsheet and for paper; only the owner may read."""
    law, content = catalogue(), report.content
    note = f"Lämnad rapport {report.report_id}, SHA-256 {report.content_hash}."
    made = {
        "json": as_json(content, joined),
        "csv": as_csv(content, law, joined),
        "html": as_page(content, law, joined, note=note).encode(),
    }
    return [_kept(path, made[kind]) for kind, path in to.items()]


def _kept(path: Path, content: bytes) -> Written:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    return Written(path=path, sha256=digest(content))


def _each(ids: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(each for each in ids if each is not None))


def _written(each: Mapping[str, Any]) -> str:
    return each["identity"] or INSTEAD.get(each["state"], MASKED)
