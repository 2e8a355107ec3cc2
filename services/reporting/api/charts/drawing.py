"""Drawing: tags, patterns and the frame that every chart shares."""

from collections.abc import Iterable

from markupsafe import Markup, escape

PATTERNS = ("solid", "hatched", "dotted", "crossed")


def tag(name: str, *children: Markup | str, **attributes: object) -> Markup:
    """Return an element; ``_`` in an attribute's name stands for ``-``, None leaves it out."""
    told = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(escape(child) for child in children)
    return Markup(f"<{name}{told}>{inner}</{name}>")


def shown(value: object) -> str:
    """Return a number with at most two decimals, anything else as text."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def text(words: str, x: float, y: float, *, anchor: str = "start", kind: str = "label") -> Markup:
    """Return ``words`` at a point."""
    return tag("text", words, x=x, y=y, text_anchor=anchor, class_=kind)


def patterns(chart_id: str) -> Markup:
    """Return the definitions of the patterns that tell series apart without colour."""
    kinds = (
        (1, "hatched", tag("path", d="M-2 10 L10 -2 M0 12 L12 0", class_="pattern-line")),
        (2, "dotted", tag("circle", cx=4, cy=4, r=1.6, class_="pattern-dot")),
        (3, "crossed", tag("path", d="M0 0 L8 8 M8 0 L0 8", class_="pattern-line")),
    )
    made = [
        tag(
            "pattern",
            tag("rect", width=8, height=8, class_=f"pattern-ground series-{number}"),
            drawn,
            id=f"{chart_id}-{name}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for number, name, drawn in kinds
    ]
    return tag("defs", *made)


def fill(chart_id: str, number: int) -> str | None:
    """Return the fill of series ``number``; None for the first, which is plain."""
    name = PATTERNS[number % len(PATTERNS)]
    return None if name == "solid" else f"url(#{chart_id}-{name})"


def frame(
    chart_id: str, title: str, summary: str, parts: Iterable[Markup], width: int, height: int
) -> Markup:
    """Return the whole drawing, named and described for those who do not see it."""
    return tag(
        "svg",
        tag("title", title, id=f"{chart_id}-name"),
        tag("desc", summary, id=f"{chart_id}-summary"),
        patterns(chart_id),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{chart_id}-name {chart_id}-summary",
        class_="chart",
    )
