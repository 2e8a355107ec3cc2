"""Ways through an OpenAPI document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, with its references followed."""

    path: str
    method: str
    node: Document
    parameters: list[Document]
    responses: dict[str, Document]

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def is_open(self) -> bool:
        return self.path in ("/api-info", "/health/live", "/health/ready")

    def bodies(self) -> Iterator[tuple[str, Document]]:
        """Yield (where, media type's node) of the request and of every answer."""
        places = {"request": self.node.get("requestBody", {}), **self.responses}
        for where, place in places.items():
            for media_type, media in place.get("content", {}).items():
                yield f"{self.name} {where} {media_type}", media


def operations(document: Document) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method, node in item.items():
            yield Operation(
                path,
                method,
                node,
                [followed(document, parameter) for parameter in node.get("parameters", [])],
                {status: followed(document, r) for status, r in node["responses"].items()},
            )


def followed(document: Document, node: Document) -> Document:
    """Return what ``node`` refers to, or itself."""
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def schemas(document: Document) -> dict[str, Document]:
    found: dict[str, Document] = document["components"]["schemas"]
    return found


def properties(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Yield (where, name, schema) of every field of every schema."""
    for title, schema in schemas(document).items():
        for name, part in schema.get("properties", {}).items():
            yield f"{title}.{name}", name, part


def within(document: Document, schema: Document) -> Iterator[Document]:
    """Yield ``schema`` and every schema it is made of, each once."""
    seen: list[int] = []
    waiting = [schema]
    while waiting:
        node = followed(document, waiting.pop())
        if id(node) in seen:
            continue
        seen.append(id(node))
        yield node
        for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
            waiting += node.get(key, [])
        waiting += [
            node[key]
            for key in ("items", "additionalProperties")
            if isinstance(node.get(key), dict)
        ]
        waiting += node.get("properties", {}).values()


def asked_schemas(document: Document) -> Iterator[tuple[str, Document]]:
    """Yield (operation, schema) of everything a caller may send in a body."""
    for operation in operations(document):
        for media in operation.node.get("requestBody", {}).get("content", {}).values():
            for schema in within(document, media["schema"]):
                yield operation.name, schema
