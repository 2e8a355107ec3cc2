"""What pydantic and FastAPI write into an OpenAPI by themselves, put right."""

from typing import Any

from pydantic.alias_generators import to_camel

_SHAPES = frozenset({"pattern", "format", "enum", "const"})
_KEEPABLE = "^[^\\u0000]*$"  # the one character PostgreSQL cannot keep
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def clean(node: Any) -> None:
    """Drop empty titles, keep the Swedish half of enums, say what text is, write 1 for 1.0."""
    if isinstance(node, list):
        for part in node:
            clean(part)
    if not isinstance(node, dict):
        return
    if node.get("title") == "":
        del node["title"]
    if node.get("type") == "string" and not _SHAPES & node.keys():
        node["pattern"] = _KEEPABLE
    if "enum" in node and "description" in node:
        node["title"] = node.pop("description").partition(":")[0].strip()
    for bound in _BOUNDS:
        if isinstance(node.get(bound), float) and node[bound].is_integer():
            node[bound] = int(node[bound])
    for key, part in node.items():
        if key not in ("example", "default"):
            clean(part)


def clean_parameter(parameter: dict[str, Any]) -> None:
    """Drop the title made from the name in code, and null, which no parameter can be."""
    if parameter["in"] == "path":
        parameter["name"] = to_camel(parameter["name"])
        parameter.setdefault("description", "Identitet.")
    schema = parameter["schema"]
    schema.pop("title", None)
    schema.pop("description", None)
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema.update(choices[0])
