"""The packet as a page to read and print: no script, no address outside itself."""

from collections.abc import Iterator
from html import escape

from shared.packet.contents import Contents, Entry, Section

_STYLE = """
body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:1px solid #555}
h3{font-size:1rem;margin:1.5rem 0 0}p.when{margin:0;color:#444}dt{font-weight:bold}
dd{margin:0 0 .5rem;white-space:pre-wrap}"""


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
    if contents.left_out:
        items = "".join(f"<li>{escape(each)}</li>" for each in contents.left_out)
        yield f"<p>Detta har utelämnats:</p><ul>{items}</ul>"
    for section in contents.sections:
        yield from _section(section)
    yield (
        "<h2>Kontroll</h2><p>I manifest.json står en SHA-256 för varje fil. Filen proofs.json "
        "visar att liggaren innehåller varje händelse med en position.</p>"
    )


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.heading)}</h2>"
    yield from map(_entry, section.entries)
    yield "</section>"


def _entry(entry: Entry) -> str:
    when = entry.recorded_at.isoformat(timespec="minutes")
    place = "" if entry.position is None else f", position {entry.position}"
    texts = "".join(
        f"<dt>{escape(heading)}</dt><dd>{escape(words)}</dd>" for heading, words in entry.texts
    )
    return (
        f"<article><h3>{escape(entry.title)}</h3>"
        f'<p class="when">{escape(when)}, {escape(entry.recorded_by)}{place}</p>'
        f"{f'<dl>{texts}</dl>' if texts else ''}</article>"
    )
