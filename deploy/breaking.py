"""What a caller may rely on in an OpenAPI, and what of it a new version takes away."""

from collections.abc import Iterable, Iterator
from typing import Any

Document = dict[str, Any]
Schema = dict[str, Any]
Place = tuple[str, str]  # an operation, and where in it

_CHOICES = ("anyOf", "oneOf", "allOf")


def breaks(old: Document, new: Document) -> list[str]:
    """Return what ``old`` promises and ``new`` does not, and what only ``new`` demands.

    Nothing is broken by what a new operation demands, nor when the versions (SemVer) tell callers
    to look: another major version, or before 1.0 another minor one.
    """
    if _series(old["info"]["version"]) != _series(new["info"]["version"]):
        return []
    kept = set(_operations(old)) & set(_operations(new))
    gone = set(_promises(old)) - set(_promises(new))
    demanded = set(_demands(new)) - set(_demands(old))
    told = [f"{name}{place} is gone" for name, place in gone if name in kept or not place]
    told += [f"{name}{place} is demanded" for name, place in demanded if name in kept]
    return sorted(told)


def _series(version: str) -> tuple[str, ...]:
    major, minor, _ = version.split(".")
    return (major, minor) if major == "0" else (major,)


def _promises(document: Document) -> Iterator[Place]:
    """Yield each operation, each field and value it knows, and what its answers always have."""
    for name, operation in _operations(document).items():
        yield name, ""
        answered = list(_parts(_answered(operation), document))
        for where, part in [*_parts(_sent(operation, document), document), *answered]:
            yield name, f" {where}"
            yield from ((name, f" {where}={value}") for value in part.get("enum", ()))
        for where, part in answered:
            yield from ((name, f" {where}/{field} always") for field in part.get("required", ()))


def _demands(document: Document) -> Iterator[Place]:
    """Yield each parameter and each field of a body that a caller must send."""
    for name, operation in _operations(document).items():
        for parameter in operation["parameters"]:
            if _of(parameter, document).get("required"):
                yield name, f" {_named(parameter, document)}"
        for where, part in _parts(_sent(operation, document), document):
            yield from ((name, f" {where}/{field}") for field in part.get("required", ()))


def _operations(document: Document) -> dict[str, Document]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def _sent(operation: Document, document: Document) -> Iterator[tuple[str, Schema]]:
    for parameter in operation["parameters"]:
        yield _named(parameter, document), _of(parameter, document)["schema"]
    for media in operation.get("requestBody", {}).get("content", {}).values():
        yield "body", media["schema"]


def _answered(operation: Document) -> Iterator[tuple[str, Schema]]:
    for status in (each for each in operation["responses"] if each.startswith("2")):
        for kind, media in operation["responses"][status].get("content", {}).items():
            yield f"{status} {kind}", media.get("schema") or media["itemSchema"]


def _parts(
    places: Iterable[tuple[str, Schema]], document: Document, within: tuple[str, ...] = ()
) -> Iterator[tuple[str, Schema]]:
    """Yield each schema and all that it is made of, with its place; choices share theirs."""
    for where, schema in places:
        name = schema.get("$ref", "")
        if name in within:
            continue
        whole = _of(schema, document)
        yield where, whole
        inner = [(f"{where}/{field}", part) for field, part in whole.get("properties", {}).items()]
        inner += [(f"{where}/*", whole["items"])] if "items" in whole else []
        inner += [(where, part) for key in _CHOICES for part in whole.get(key, ())]
        yield from _parts(inner, document, (*within, name) if name else within)


def _of(part: Document, document: Document) -> Document:
    """Return ``part``, or what it refers to."""
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _named(parameter: Document, document: Document) -> str:
    found = _of(parameter, document)
    return f"{found['in']} {found['name']}"
