"""The packet as a page to read and print: no script, no address outside itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from shared.packet.contents import Contents, Entry, Section, Table, Withheld
from shared.packet.telling import heading

_STYLE = """
body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:1px solid #555}
h3{font-size:1rem;margin:1.5rem 0 0}p.when{margin:0;color:#444}dt{font-weight:bold}
dd{margin:0 0 .5rem;white-space:pre-wrap}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #aaa;padding:.2rem .5rem .2rem 0}
dl.codes{display:grid;grid-template-columns:14rem 1fr;font-size:.875rem;margin:.3rem 0}
dl.codes dt{font-weight:normal;color:#444}dl.codes dd{margin:0;overflow-wrap:anywhere}"""


def page_of(contents: Contents) -> str:
    """Return the page, in Swedish; every word in it is written out as text."""
    title = escape(contents.title)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html><html lang="sv"><head>{head}</head><body><main><h1>{title}</h1>'
        f"{''.join(_parts(contents))}</main></body></html>\n"
    )


def _parts(contents: Contents) -> Iterator[str]:
    made = contents.made_at.isoformat(timespec="seconds")
    yield f"<p>Upprättad {escape(made)}. Pseudonym {contents.person_id}.</p>"
    yield from (f"<p>{escape(each)}</p>" for each in contents.statements)
    if contents.left_out:
        items = "".join(f"<li>{escape(each)}</li>" for each in contents.left_out)
        yield f"<p>Detta har utelämnats:</p><ul>{items}</ul>"
    if contents.withheld:
        yield _table(_withheld(contents.withheld))
    yield from map(_table, contents.tables)
    for section in contents.sections:
        yield from _section(section)
    yield (
        "<h2>Kontroll</h2><p>I manifest.json står en SHA-256 för varje fil. Filen proofs.json "
        "visar att liggaren innehåller varje händelse med en position.</p>"
    )


def _withheld(parts: Sequence[Withheld]) -> Table:
    """Return the list of what is kept back: like parts of one event are one row."""
    counted = Counter(
        (
            each.section,
            each.title,
            each.recorded_at.date().isoformat(),
            each.field if each.is_whole else f"{each.field} (delvis)",
            each.ground,
            each.why,
        )
        for each in parts
    )
    return Table(
        heading="Det som inte lämnas ut, och varför",
        note=f"Antal delar: {len(parts)}. Varje del står som [maskat] där den hör hemma.",
        columns=("Var", "Vad", "Dag", "Uppgift", "Stöd", "Skäl", "Antal"),
        rows=[(*row, str(number)) for row, number in counted.items()],
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.columns)
    rows = "".join(_row(row) for row in table.rows)
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    nothing = "<p>Inget.</p>"
    return f"<h2>{escape(table.heading)}</h2>{note}{body if table.rows else nothing}"


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.heading)}</h2>"
    yield from map(_entry, section.entries)
    yield "</section>"


def _entry(entry: Entry) -> str:
    when = entry.recorded_at.isoformat(timespec="minutes")
    place = "" if entry.position is None else f", position {entry.position}"
    texts = "".join(
        f"<dt>{escape(text.heading)}</dt><dd>{escape(text.words)}</dd>" for text in entry.texts
    )
    return (
        f"<article><h3>{escape(entry.title)}</h3>"
        f'<p class="when">{escape(when)}, {escape(entry.recorded_by)}{place}</p>'
        f"{f'<dl>{texts}</dl>' if texts else ''}{_codes(entry)}</article>"
    )


def _codes(entry: Entry) -> str:
    words = {text.path for text in entry.texts}
    items = "".join(
        f"<dt>{escape(heading(path))}</dt><dd>{escape(value)}</dd>"
        for path, value in _leaves(entry.facts, "")
        if path not in words
    )
    return f'<dl class="codes">{items}</dl>' if items else ""


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}.{place}")
    elif value is not None:
        yield path, _said(value)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value)
