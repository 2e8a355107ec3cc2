"""One example for every schema: taken where it was written, composed where it was not."""

from collections.abc import Mapping
from typing import Any

from shared.http.problems import Fault as ProblemFault
from shared.http.problems import Problem, document, invalid

Schema = dict[str, Any]

_BY_FORMAT: Mapping[str, str] = {
    "uuid": "019e0000-0000-7000-8000-000000000000",
    "date": "2026-03-02",
    "date-time": "2026-03-02T09:30:00Z",
    "uri": "https://rodatraden.example/",
}
_INSTANCE = "urn:uuid:019e0000-0000-7000-8000-00000000000a"


def give_examples(schemas: Mapping[str, Schema]) -> None:
    """Give every schema a singular ``example``; pydantic's lists become the first of theirs."""
    for schema in schemas.values():
        _singular(schema)
    for schema in schemas.values():
        schema.setdefault("example", example_of(schema, schemas))
        for part in schema.get("properties", {}).values():
            if "$ref" not in part:
                part.setdefault("example", example_of(part, schemas))


def example_of(schema: Schema, schemas: Mapping[str, Schema]) -> Any:
    """Return a value that ``schema`` allows."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for written in ("example", "const", "default"):
        if schema.get(written) not in (None, []):
            return schema[written]
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return example_of(schema[choice][0], schemas)
    return _of_type(schema, schemas)


def problem_example(status: int, code: str, detail: str) -> Mapping[str, Any]:
    """Return a whole problem as it is answered."""
    if status != 400:
        return document(Problem(status, code, detail), _INSTANCE)
    missing = ProblemFault("body", "/receivedOn", "missing", "Uppgiften saknas.")
    return document(invalid([missing]), _INSTANCE)


def _of_type(schema: Schema, schemas: Mapping[str, Schema]) -> Any:
    match schema.get("type"):
        case "object":
            parts = schema.get("properties", {})
            return {name: example_of(part, schemas) for name, part in parts.items()}
        case "array":
            return [example_of(schema["items"], schemas)] if "items" in schema else []
        case "integer" | "number":
            return schema.get("minimum", min(1, schema.get("maximum", 1)))
        case "boolean":
            return True
        case "null":
            return None
        case _:
            text = _BY_FORMAT.get(schema.get("format", ""), "text")
            return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


def _singular(schema: Any) -> None:
    """Turn every list of examples within ``schema`` into its first."""
    if isinstance(schema, list):
        for part in schema:
            _singular(part)
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("examples"), list):
        schema["example"] = schema.pop("examples")[0]
    for name, part in schema.items():
        if name not in ("example", "default", "enum", "const"):
            _singular(part)
