"""The OpenAPI as the national profile wants it, and as the edge really answers."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from pydantic.alias_generators import to_camel

from shared.http.components import HEADERS, PARAMETERS, PROBLEM, PROBLEMS, SECURITY
from shared.http.examples import example_of, give_examples
from shared.http.gate import EdgeRoute
from shared.http.info import ApiInfo
from shared.http.wording import clean, clean_parameter

Document = dict[str, Any]
_NAME = re.compile(r"\{(\w+)\}")
_ALWAYS = ("API-Version", "traceparent")


def complete(document: Document, routes: Sequence[EdgeRoute], info: ApiInfo) -> Document:
    """Return FastAPI's ``document`` completed with what the edge adds to every operation."""
    for route in routes:
        for method in route.methods or ():
            _complete_operation(document["paths"][route.path_format][method.lower()], route)
    document["paths"] = {
        _NAME.sub(lambda m: f"{{{to_camel(m[1])}}}", path): item
        for path, item in document["paths"].items()
    }
    schemas = _components(document)
    clean(document["paths"])
    clean(schemas)
    give_examples(schemas)
    for operation in _operations(document):
        _give_media_examples(operation, schemas)
    document["servers"] = [_server(info)]
    return document


def _components(document: Document) -> Document:
    """Add the parts that operations refer to; return the schemas."""
    components: Document = document.setdefault("components", {})
    components |= {
        "responses": deepcopy(PROBLEMS),
        "parameters": deepcopy(PARAMETERS),
        "headers": deepcopy(HEADERS),
        "securitySchemes": deepcopy(SECURITY),
    }
    schemas: Document = components.setdefault("schemas", {})
    for invented in ("HTTPValidationError", "ValidationError"):
        schemas.pop(invented, None)
    schemas["Problem"] = deepcopy(PROBLEM)
    return schemas


def _server(info: ApiInfo) -> Document:
    domain = {"default": "rodatraden.example", "description": "Nämndens domän."}
    url = f"https://{{domain}}/{info.name}/{info.major}"
    return {"url": url, "description": info.title, "variables": {"domain": domain}}


def _operations(document: Document) -> Iterator[Document]:
    for item in document["paths"].values():
        yield from item.values()


def _complete_operation(operation: Document, route: EdgeRoute) -> None:
    gate = route.gate
    text = operation.get("description", "")
    operation["summary"] = text.partition("\n")[0].rstrip(".")
    named = " eller ".join(f"`{right}`" for right in gate.rights)
    if named:
        operation["description"] = f"{text}\n\nKräver {named}."
    operation["security"] = [{"bearer": [right]} for right in gate.rights]
    for parameter in operation.get("parameters", []):
        clean_parameter(parameter)
    operation.setdefault("parameters", []).extend(_parameters(route))
    operation["responses"] = _answers(operation["responses"], route)


def _parameters(route: EdgeRoute) -> Iterator[Document]:
    gate = route.gate
    wanted = {
        "IdempotencyKey": gate.is_change and gate.is_key_required,
        "OptionalIdempotencyKey": gate.is_change and not gate.is_key_required,
        "IfMatch": gate.is_versioned,
        "IfNoneMatch": gate.is_conditional,
        "Traceparent": True,
    }
    for name in (name for name, is_wanted in wanted.items() if is_wanted):
        yield {"$ref": f"#/components/parameters/{name}"}


def _answers(own: Document, route: EdgeRoute) -> Document:
    """Return the answers of ``route``: its own with their headers, and every problem."""
    gate = route.gate
    answers = {status: answer for status, answer in own.items() if status != "422"}
    names = [*_ALWAYS]
    if gate.is_change or gate.is_conditional:
        names.append("ETag")
    if gate.is_change:
        names.append("Idempotency-Replayed")
    if route.status_code in (201, 202):
        names.append("Location")
    for answer in answers.values():
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if gate.is_conditional:
        answers["304"] = {"description": "Anroparen har redan den versionen."}
    closed = (401, 403, 429, *gate.problems, 503) if gate.rights else gate.problems
    for status in sorted({400, *closed, 500}):
        answers.setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})
    return answers


def _give_media_examples(operation: Document, schemas: Document) -> None:
    places = [operation.get("requestBody", {}), *operation["responses"].values()]
    for media in (media for place in places for media in place.get("content", {}).values()):
        if "example" not in media:
            media["example"] = example_of(media["schema"], schemas)
    for parameter in operation["parameters"]:
        if "$ref" not in parameter and "example" not in parameter:
            schema = parameter["schema"]
            written = schema.pop("examples", None)
            parameter["example"] = written[0] if written else example_of(schema, schemas)
