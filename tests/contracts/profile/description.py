"""Rules on what an API says of itself and of its operations (DOK, VER, SAK)."""

import re
from collections.abc import Iterator

from tests.contracts.profile.reading import Document, operations


def dok_03_the_api_is_described(document: Document) -> Iterator[str]:
    """DOK.03, DOK.06-09: in Swedish and English, with terms, contact, limits, known problems."""
    info = document["info"]
    for name in ("title", "description", "termsOfService", "contact", "license", "version"):
        if not info.get(name):
            yield f"info.{name}"
    for words in ("Servicenivå", "Gränser", "Kända begränsningar", "In English", "Known limit"):
        if words not in info.get("description", ""):
            yield f"info.description: {words}"
    if not document.get("externalDocs", {}).get("url"):
        yield "externalDocs"


def dok_12_each_operation_is_described(document: Document) -> Iterator[str]:
    """DOK.11, DOK.12, DOK.19: each operation and each tag is described."""
    described = {tag["name"] for tag in document["tags"] if tag.get("description")}
    for operation in operations(document):
        node = operation.node
        if not node.get("description") or not node.get("summary"):
            yield f"{operation.name}: description, summary"
        if not node.get("tags") or not set(node["tags"]) <= described:
            yield f"{operation.name}: tags {node.get('tags')}"


def dok_13_the_failures_are_documented(document: Document) -> Iterator[str]:
    """DOK.13, DOK.20: the ways each operation fails."""
    for operation in operations(document):
        expected = {"400", "500"} | (set() if operation.is_open else {"401", "403", "503"})
        if "requestBody" in operation.node:
            expected |= {"413", "415"}
        if "{" in operation.path:
            expected.add("404")
        names = {parameter["name"] for parameter in operation.parameters}
        expected |= {"412", "428"} if "If-Match" in names else set()
        expected |= {"409", "422"} if "Idempotency-Key" in names else set()
        if missing := expected - set(operation.responses):
            yield f"{operation.name}: {sorted(missing)}"


def dok_16_names_of_operations_differ(document: Document) -> Iterator[str]:
    """DOK.16: code can be generated, so each operation has a name of its own."""
    names = [operation.node["operationId"] for operation in operations(document)]
    for name in names:
        if names.count(name) > 1 or not re.fullmatch(r"[a-z][A-Za-z]*", name):
            yield name


def dok_21_authentication_is_stated(document: Document) -> Iterator[str]:
    """DOK.21, SAK.08-10: a bearer token, on all but api-info and health."""
    schemes = document["components"]["securitySchemes"]
    if [(s["type"], s["scheme"]) for s in schemes.values()] != [("http", "bearer")]:
        yield f"securitySchemes: {schemes}"
    for operation in operations(document):
        demanded = operation.node["security"]
        rights = [right for choice in demanded for right in choice.get("bearer", [])]
        if operation.is_open is bool(rights) or len(rights) != len(demanded):
            yield f"{operation.name}: {demanded}"


def ver_05_the_address_has_the_major_version(document: Document) -> Iterator[str]:
    """DOK.23, UFN.01, UFN.02, VER.04, VER.05, VER.11: https, semantic versions, beta is 0."""
    version = document["info"]["version"]
    if not re.fullmatch(r"0\.\d+\.\d+", version):
        yield f"info.version: {version}"
    for server in document["servers"]:
        if not re.fullmatch(r"https://\{domain\}/[a-z-]+/v0", server["url"]):
            yield f"servers: {server['url']}"


def ver_07_api_info_says_what_it_should(document: Document) -> Iterator[str]:
    """VER.06, VER.07."""
    answer = document["paths"].get("/api-info", {}).get("get", {}).get("responses", {}).get("200")
    example = answer["content"]["application/json"]["example"] if answer else {}
    wanted = ["apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"]
    if sorted(example) != sorted(wanted):
        yield f"api-info: {sorted(example)}"


def mog_03_a_post_that_only_asks_says_why(document: Document) -> Iterator[str]:
    """MOG.03: why it is not a GET."""
    for operation in operations(document):
        names = {parameter["name"] for parameter in operation.parameters}
        asks = operation.method == "post" and "Idempotency-Key" not in names
        if asks and "POST" not in operation.node["description"]:
            yield operation.name
