"""Rules on bodies: names, examples, dates, links and problems (AME, DOK, DOT, FEL, HYP)."""

import re
from collections.abc import Iterator

import jsonschema_rs

from tests.contracts.profile.reading import (
    Document,
    asked_schemas,
    followed,
    operations,
    properties,
    schemas,
    within,
)

_FIELD = re.compile(r"[a-z]+([A-Z][a-z]*)*|_meta|_links")
_PLURAL = re.compile(r"(.*s|.*[cC]hildren|.*[pP]eople)")
_PROBLEM = ["code", "detail", "errors", "instance", "status", "title", "type"]


def ame_04_fields_are_camel_case_without_digits(document: Document) -> Iterator[str]:
    """AME.04, AME.05, AME.07."""
    for where, name, _ in properties(document):
        if not _FIELD.fullmatch(name):
            yield where


def ame_06_lists_are_named_in_plural(document: Document) -> Iterator[str]:
    """AME.06."""
    for where, name, schema in properties(document):
        choices = [schema, *schema.get("anyOf", [])]
        if any(c.get("type") == "array" for c in choices) and not _PLURAL.fullmatch(name):
            yield where


def dok_15_bodies_have_one_example_that_holds(document: Document) -> Iterator[str]:
    """DOK.15: a whole example of every request and answer, and it fits its schema."""
    for operation in operations(document):
        for where, media in operation.bodies():
            if "example" not in media or "examples" in media:
                yield f"{where}: no single example"
                continue
            whole = {**media.get("schema", {}), "components": document["components"]}
            fits = jsonschema_rs.validator_for(whole, validate_formats=True)
            for error in fits.iter_errors(media["example"]):
                yield f"{where}: {error.message}"


def dok_15_schemas_and_fields_have_examples(document: Document) -> Iterator[str]:
    """DOK.15: a singular example; pydantic's lists do not count."""
    for name, schema in schemas(document).items():
        if "example" not in schema or "examples" in schema:
            yield name
    for where, _, schema in properties(document):
        if "examples" in schema or ("$ref" not in schema and "example" not in schema):
            yield where


def dot_01_times_are_rfc_3339(document: Document) -> Iterator[str]:
    """DOT.01-04: a field that ends in On is a date, in At an instant."""
    for where, name, schema in properties(document):
        said = {part.get("format") for part in within(document, schema)} - {None}
        for ending, expected in (("On", "date"), ("At", "date-time")):
            is_time = name.endswith(ending) and "boolean" not in str(schema)
            if is_time and said != {expected}:
                yield f"{where}: {said}"


def dot_02_sent_dates_are_written_in_one_way(document: Document) -> Iterator[str]:
    """DOT.02: what a caller may send as a date is what RFC 3339 allows, and no more."""
    for where, schema in asked_schemas(document):
        if schema.get("format") in ("date", "date-time") and "pattern" not in schema:
            yield f"{where}: use Day or Instant"


def sak_28_sent_text_has_limits(document: Document) -> Iterator[str]:
    """SAK.28, SAK.31: every text has an end, every list a limit, and NUL is nowhere allowed."""
    for where, schema in asked_schemas(document):
        free = not {"enum", "const", "format"} & schema.keys()
        if schema.get("type") == "string" and free:
            if "maxLength" not in schema:
                yield f"{where}: text without maxLength {schema.get('title')}"
            if re.search(schema["pattern"], "a\0a"):
                yield f"{where}: {schema['pattern']} allows NUL"
        if schema.get("type") == "array" and "maxItems" not in schema:
            yield f"{where}: list without maxItems {schema.get('title')}"


def fel_01_every_failure_is_the_one_problem(document: Document) -> Iterator[str]:
    """FEL.01, FEL.02: RFC 9457, one object schema."""
    problem = schemas(document)["Problem"]
    if problem["type"] != "object" or sorted(problem["required"]) != _PROBLEM:
        yield "Problem"
    for operation in operations(document):
        for status, answer in operation.responses.items():
            content = {
                kind: media.get("schema") for kind, media in answer.get("content", {}).items()
            }
            expected = {"application/problem+json": {"$ref": "#/components/schemas/Problem"}}
            if status >= "400" and content != expected:
                yield f"{operation.name} {status}: {list(content)}"


def hyp_05_answers_lead_on(document: Document) -> Iterator[str]:
    """HYP.05, HYP.11-17: links with rel, href and method in every answer."""
    if sorted(schemas(document)["Link"]["required"]) != ["href", "method", "rel"]:
        yield "Link"
    for operation in operations(document):
        for status in ("200", "201", "202"):
            content = operation.responses.get(status, {}).get("content", {})
            for media in [content[kind] for kind in content if kind == "application/json"]:
                fields = followed(document, media["schema"]).get("properties", {})
                if "_links" not in fields and not operation.is_open:
                    yield f"{operation.name} {status}"


def fns_10_pages_have_meta_and_links(document: Document) -> Iterator[str]:
    """FNS.10, FNS.13."""
    for operation in operations(document):
        if "page" in {parameter["name"] for parameter in operation.parameters}:
            media = operation.responses["200"]["content"]["application/json"]
            fields = followed(document, media["schema"])["properties"]
            meta = followed(document, fields["_meta"])["properties"]
            if not {"page", "limit", "offset", "count", "totalRecords"} <= set(meta):
                yield operation.name


def arp_03_what_is_made_says_where(document: Document) -> Iterator[str]:
    """ARP.03, ARP.04: Location."""
    for operation in operations(document):
        for status in {"201", "202"} & set(operation.responses):
            if "Location" not in operation.responses[status]["headers"]:
                yield operation.name
