"""Rules on paths and parameters (RES, UFN, FNS, ARQ)."""

import re
from collections.abc import Iterator

from tests.contracts.profile.reading import Document, followed, operations

_SEGMENT = re.compile(r"[a-z]+(-[a-z]+)*(\.json)?")
_CAMEL = re.compile(r"[a-z]+([A-Z][a-z]*)*")
_PERSONAL = re.compile(r"person(al)?(Number|nummer)|ssn|identityNumber|^name$", re.IGNORECASE)


def ufn_07_paths_are_lower_case_ascii_with_hyphens(document: Document) -> Iterator[str]:
    """UFN.07-09, RES.06."""
    for path in document["paths"]:
        for segment in path.removeprefix("/").split("/"):
            if not segment.startswith("{") and not _SEGMENT.fullmatch(segment):
                yield path


def res_06_what_is_numbered_is_named_in_plural(document: Document) -> Iterator[str]:
    """RES.06: a segment before an id is a plural."""
    for path in document["paths"]:
        for segment in re.findall(r"/([^/{]+)/\{", path):
            if not segment.endswith("s"):
                yield path


def fns_01_parameters_are_named_alike(document: Document) -> Iterator[str]:
    """FNS.01, FNS.03, AME.05: camelCase, without digits."""
    for operation in operations(document):
        for parameter in operation.parameters:
            is_header = parameter["in"] == "header"
            if not is_header and not _CAMEL.fullmatch(parameter["name"]):
                yield f"{operation.name}: {parameter['name']}"


def res_02_nothing_personal_stands_in_an_address(document: Document) -> Iterator[str]:
    """RES.02, UFN.03, ARQ.05: no number or name of a person in URL or header."""
    for operation in operations(document):
        for parameter in operation.parameters:
            if _PERSONAL.search(parameter["name"]):
                yield f"{operation.name}: {parameter['name']}"


def res_01_ids_are_opaque(document: Document) -> Iterator[str]:
    """RES.01, RES.03: an id in a path is a UUID."""
    for operation in operations(document):
        for parameter in operation.parameters:
            is_id = parameter["in"] == "path" and parameter["name"].endswith("Id")
            if is_id and followed(document, parameter["schema"]).get("format") != "uuid":
                yield f"{operation.name}: {parameter['name']}"


def dok_15_parameters_have_examples(document: Document) -> Iterator[str]:
    """DOK.15: every parameter is described and has an example."""
    for operation in operations(document):
        for parameter in operation.parameters:
            if not parameter.get("description") or "example" not in parameter:
                yield f"{operation.name}: {parameter['name']}"


def fns_05_query_parameters_are_optional(document: Document) -> Iterator[str]:
    """FNS.05."""
    for operation in operations(document):
        for parameter in operation.parameters:
            if parameter["in"] == "query" and parameter["required"]:
                yield f"{operation.name}: {parameter['name']}"


def fns_07_pages_are_asked_for_alike(document: Document) -> Iterator[str]:
    """FNS.07-09: page from 1, limit 20."""
    for operation in operations(document):
        asked = {p["name"]: p["schema"].get("default") for p in operation.parameters}
        if "page" in asked and (asked["page"], asked.get("limit")) != (1, 20):
            yield operation.name


def spa_01_a_trace_may_be_carried_on(document: Document) -> Iterator[str]:
    """Profile 2.0, tracing: an optional ``traceparent`` in, and one out."""
    for operation in operations(document):
        carried = [p["required"] for p in operation.parameters if p["name"] == "traceparent"]
        answers = [answer for status, answer in operation.responses.items() if status != "304"]
        answered = ["traceparent" in answer.get("headers", {}) for answer in answers]
        if carried != [False] or not all(answered):
            yield operation.name
