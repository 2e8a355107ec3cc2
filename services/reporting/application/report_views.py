"""A quarter's report as people read it: a table for Swedish Excel, and a page to print. Pure."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from io import StringIO

from services.reporting.domain.unexecuted_report import SECTIONS, Content, Line
from shared.catalogue import Catalogue

SECTION_NAMES = {
    "unexecuted": "Inte verkställda",
    "postponed": "Senarelagda på den enskildes begäran",
    "concluded": "Verkställda eller upphörda sedan de rapporterades",
}
STATE_NAMES = {
    "within-three-months": "inom tre månader",
    "due": "ska rapporteras",
    "reported": "rapporterad tidigare",
    "postponed": "senarelagd",
    "executed": "verkställd",
    "withdrawn": "den enskilde har avstått",
    "replaced": "ersatt av nytt beslut",
    "lapsed": "upphörd",
}
KIND_NAMES = {"decision": "beslut", "interruption": "avbrott"}
HEADINGS = (
    "Del",
    "Identitet",
    "Slag",
    "Tidpunkt för beslutet",
    "Avbruten",
    "Typ av insats",
    "Lagrum",
    "Läge",
    "Skäl för dröjsmålet",
    "Skälet i text",
    "Åtgärder",
    "Erbjudande",
    "Nej till erbjudande",
    "Överenskommen dag",
    "Verkställd eller upphörd",
    "Dagar sedan beslutet",
    "Rapporterad tidigare",
    "Missade kvartal",
    "Pseudonym",
    "Beslutets identitet",
)
BOM = "\ufeff"
MASKED = "skyddade personuppgifter"
STYLE = (
    "body{font-family:sans-serif;margin:1.5cm;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin-bottom:1.5em}"
    "caption{text-align:left;font-weight:bold;padding:.3em 0}"
    "th,td{border:1px solid #555;padding:.25em .4em;text-align:left;vertical-align:top}"
    "@media print{@page{size:A4 landscape;margin:1cm}body{margin:0;font-size:9pt}"
    "tr{break-inside:avoid}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Det som läggs till när rapporten lämnas: nothing of it is kept in reporting."""

    identities: Mapping[str | None, str] = field(default_factory=dict)  # by pseudonym
    texts: Mapping[str, str] = field(default_factory=dict)  # by the event that explained


def rows_of(
    content: Content, catalogue: Catalogue, merged: Merged
) -> Sequence[tuple[str, Sequence[str]]]:
    """Return (section, cells) for each line, in the words of the catalogue."""
    return [
        (name, _cells(name, line, catalogue, merged))
        for name in SECTIONS
        for line in content[name]
    ]


def as_csv(content: Content, catalogue: Catalogue, merged: Merged | None = None) -> bytes:
    """Return the report as Swedish Excel opens it: semicolons, a byte order mark, CRLF."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for _, cells in rows_of(content, catalogue, merged or Merged()):
        writer.writerow([_harmless(cell) for cell in cells])
    return (BOM + file.getvalue()).encode()


def as_json(content: Content, merged: Merged) -> bytes:
    """Return the report for a machine: each line with its identity and the words of its reason."""
    told = {
        name: [
            {
                **line,
                "identity": merged.identities.get(line["personId"]),
                "reasonText": merged.texts.get(line["explainedBy"] or ""),
            }
            for line in content[name]
        ]
        for name in SECTIONS
    }
    plain = json.dumps({**content, **told}, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{plain}\n".encode()


def as_page(
    content: Content, catalogue: Catalogue, merged: Merged | None = None, *, note: str = ""
) -> str:
    """Return the report as a page to print: plain HTML that needs nothing else."""
    title = f"Beslut som inte har verkställts, kvartal {content['quarter']}"
    rows = rows_of(content, catalogue, merged or Merged())
    tables = "".join(
        _table(SECTION_NAMES[name], [cells for section, cells in rows if section == name])
        for name in SECTIONS
    )
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f"<p>Avser {escape(content['from'])} till {escape(content['to'])}. "
        f"34 kap. 1 och 2 §§ socialtjänstlagen. {escape(note)}</p>{tables}</main></body></html>"
    )


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return f"<h2>{escape(caption)}</h2><p>Inga.</p>"
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in HEADINGS[1:])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:]) + "</tr>"
        for cells in rows
    )
    return (
        f"<h2>{escape(caption)}</h2><table><caption>{escape(caption)}: {len(rows)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(section: str, line: Line, catalogue: Catalogue, merged: Merged) -> Sequence[str]:
    kind = line["reasonKind"]
    return [
        SECTION_NAMES[section],
        MASKED if line.get("isMasked") else merged.identities.get(line["personId"], ""),
        KIND_NAMES[line["kind"]],
        line["decidedOn"],
        line["interruptedOn"] or "",
        _name(catalogue.tables.intervention_types, line["interventionType"]),
        line["legalBasisId"],
        STATE_NAMES[line["state"]],
        _name(catalogue.tables.reasons, f"{kind}.{line['reasonCode']}") if kind else "",
        merged.texts.get(line["explainedBy"] or "", ""),
        ", ".join(
            _name(catalogue.tables.reasons, f"measure.{each}") for each in line["measureCodes"]
        ),
        line["offeredOn"] or "",
        line["declinedOn"] or "",
        line["agreedOn"] or "",
        line["closedOn"] or "",
        str(line["daysSinceDecision"]),
        str(line["timesReported"]),
        ", ".join(line["missedQuarters"]),
        line["personId"] or "",
        line["decisionId"] or "",
    ]


def _name(table: Mapping[str, Sequence[object]], key: str | None) -> str:
    """Return what the catalogue calls ``key``; the code itself where it says nothing."""
    wordings = table.get(key or "", ())
    return str(getattr(wordings[-1], "name", key)) if wordings else (key or "").rpartition(".")[2]


def _harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
