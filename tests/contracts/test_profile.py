"""Every service keeps the national profile; and every rule of it can be broken, so it can fail."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from importlib import import_module
from inspect import getmembers, isfunction

import pytest

from shared.kernel.settings import Settings
from tests.contracts.profile import addresses, contents, description
from tests.contracts.profile.reading import Document
from tests.shared.http.matters import build

Rule = Callable[[Document], Iterator[str]]

SERVICES = ("intake", "investigation", "interventions", "reporting")
RULES: dict[str, Rule] = {
    name: rule
    for room in (addresses, contents, description)
    for name, rule in getmembers(room, isfunction)
    if rule.__module__ == room.__name__
}
SETTINGS = Settings(
    store_url="postgresql://nobody@127.0.0.1:1/nowhere",
    registrar_url="postgresql://nobody@127.0.0.1:1/nowhere",
    keys_url="postgresql://nobody@127.0.0.1:1/nowhere",
    master_key="MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    issuer="urn:rodatraden:development-issuer",
    audience="rodatraden",
    jwks="nowhere.json",
    public_url="https://rodatraden.example",
)


@cache
def described(service: str) -> Document:
    app = import_module(f"services.{service}.main").create_app(SETTINGS)
    document: Document = app.openapi()
    return document


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_service_keeps_the_rule(service: str, rule: Rule) -> None:
    assert list(rule(described(service))) == []


BREACHES: dict[str, Callable[[Document], object]] = {
    "dok_03_the_api_is_described": lambda d: d["info"].pop("contact"),
    "dok_12_each_operation_is_described": lambda d: _get(d).pop("description"),
    "dok_13_the_failures_are_documented": lambda d: _get(d)["responses"].pop("401"),
    "dok_15_bodies_have_one_example_that_holds": lambda d: _body(d).update(example={"sort": 7}),
    "dok_15_parameters_have_examples": lambda d: _query(d).pop("example"),
    "dok_15_schemas_and_fields_have_examples": lambda d: _field(d).pop("example"),
    "dok_16_names_of_operations_differ": lambda d: _get(d).update(operationId="openMatter"),
    "dok_21_authentication_is_stated": lambda d: _get(d).update(security=[]),
    "ver_05_the_address_has_the_major_version": lambda d: d["servers"][0].update(url="/"),
    "ver_07_api_info_says_what_it_should": lambda d: d["paths"].pop("/api-info"),
    "mog_03_a_post_that_only_asks_says_why": lambda d: d["paths"]["/matters/search"][
        "post"
    ].update(description="Sök."),
    "ufn_07_paths_are_lower_case_ascii_with_hyphens": lambda d: _move(d, "/open_matters"),
    "res_06_what_is_numbered_is_named_in_plural": lambda d: _move(d, "/matter/{matterId}"),
    "fns_01_parameters_are_named_alike": lambda d: _query(d).update(name="case_type"),
    "res_02_nothing_personal_stands_in_an_address": lambda d: _query(d).update(
        name="personNumber"
    ),
    "res_01_ids_are_opaque": lambda d: d["paths"]["/matters/{matterId}"]["get"]["parameters"][0][
        "schema"
    ].pop("format"),
    "fns_05_query_parameters_are_optional": lambda d: _query(d).update(required=True),
    "fns_07_pages_are_asked_for_alike": lambda d: _query(d, "limit")["schema"].update(default=50),
    "spa_01_a_trace_may_be_carried_on": lambda d: _get(d)["parameters"].pop(),
    "ame_04_fields_are_camel_case_without_digits": lambda d: _rename(d, "received_on"),
    "ame_06_lists_are_named_in_plural": lambda d: _rename(d, "child", "children"),
    "dot_01_times_are_rfc_3339": lambda d: _field(d).pop("format"),
    "dot_02_sent_dates_are_written_in_one_way": lambda d: _field(d).pop("pattern"),
    "sak_28_sent_text_has_limits": lambda d: d["components"]["schemas"]["ChildBody"]["properties"][
        "note"
    ].pop("maxLength"),
    "fel_01_every_failure_is_the_one_problem": lambda d: _get(d)["responses"].update(
        {"409": {"content": {"application/json": {"schema": {}}}}}
    ),
    "hyp_05_answers_lead_on": lambda d: d["components"]["schemas"]["MatterAnswer"][
        "properties"
    ].pop("_links"),
    "fns_10_pages_have_meta_and_links": lambda d: d["components"]["schemas"]["PageMeta"][
        "properties"
    ].pop("offset"),
    "arp_03_what_is_made_says_where": lambda d: d["paths"]["/matters"]["post"]["responses"]["201"][
        "headers"
    ].pop("Location"),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_rule_sees_when_it_is_broken(rule: Rule) -> None:
    kept = build().openapi()
    assert list(rule(kept)) == []
    broken = deepcopy(kept)
    BREACHES[rule.__name__](broken)
    assert list(rule(broken))


def _get(document: Document) -> Document:
    operation: Document = document["paths"]["/matters"]["get"]
    return operation


def _body(document: Document) -> Document:
    media: Document = document["paths"]["/matters"]["post"]["requestBody"]["content"]
    body: Document = media["application/json"]
    return body


def _query(document: Document, name: str = "sort") -> Document:
    [found] = [p for p in _get(document)["parameters"] if p.get("name") == name]
    parameter: Document = found
    return parameter


def _field(document: Document) -> Document:
    field: Document = document["components"]["schemas"]["OpenBody"]["properties"]["receivedOn"]
    return field


def _rename(document: Document, new: str, old: str = "receivedOn") -> None:
    fields = document["components"]["schemas"]["OpenBody"]["properties"]
    fields[new] = fields.pop(old)


def _move(document: Document, path: str) -> None:
    document["paths"][path] = document["paths"].pop("/matters/{matterId}")
