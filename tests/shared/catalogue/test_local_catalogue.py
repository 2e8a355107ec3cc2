"""Kommunens egen katalog: its own order, reasons and promises on top of the law."""

from pathlib import Path

import pytest

from shared.catalogue import Catalogue, CatalogueFaulty
from shared.catalogue.load import SHIPPED, load
from shared.catalogue.load import catalogue as cached
from tests.shared.catalogue.publishing import ON, order, published

PROMISE = """
[income-decision]
number = "F16"
name = "Tjänstelöfte: beslut om ekonomiskt bistånd"
start = [{ event = "intake.opened.v1", date = "received_on" }]
stop = [{ event = "investigation.decision-made.v1" }]
length = 10
unit = "days"
kind = "soft"
weekday_rule = "not"
legal_bases = ["fl-9"]
case_types = ["economic-assistance"]
valid_from = 2020-01-01
"""


def test_the_municipalitys_own_order_replaces_the_whole_model(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    own = published(tmp_path, "2026-1", "delegation.toml", order(catalogue))

    local = load(SHIPPED, local=own)

    assert local.may_decide("assistance-personal", "caseworker", ON) is None
    rule = local.may_decide("assistance-personal", "committee", ON)
    assert rule is not None
    assert rule.id == "k-1"
    assert local.version.startswith(f"{catalogue.version}/2026-1+")


def test_the_municipalitys_own_order_keeps_within_the_law(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    own = published(tmp_path, "2026-1", "delegation.toml", order(catalogue, "unit-head"))

    with pytest.raises(CatalogueFaulty, match="får inte delegeras lägre än till subcommittee"):
        load(SHIPPED, local=own)


def test_a_reason_of_ones_own_is_added(tmp_path: Path) -> None:
    text = '[intake.flooding]\nname = "Översvämning"\nvalid_from = 2026-01-01\n'
    own = published(tmp_path, "2026-1", "reasons.toml", text)

    local = load(SHIPPED, local=own)

    assert local.reason("intake", "flooding", ON).name == "Översvämning"
    assert local.reason("intake", "neglect", ON).name == "Brister i omsorgen"


def test_the_laws_own_reasons_are_not_replaced(tmp_path: Path) -> None:
    text = '[extension.special-reasons]\nname = "Hög belastning"\nvalid_from = 2020-01-01\n'
    own = published(tmp_path, "2026-1", "reasons.toml", text)

    with pytest.raises(CatalogueFaulty, match="är bestämd i lag och kan inte ersättas lokalt"):
        load(SHIPPED, local=own)


def test_a_service_promise_replaces_a_soft_clock_and_no_other(tmp_path: Path) -> None:
    own = published(tmp_path / "promise", "2026-1", "clocks.toml", PROMISE)
    law = published(
        tmp_path / "law",
        "2026-1",
        "clocks.toml",
        PROMISE.replace("income-decision", "child-investigation"),
    )

    assert load(SHIPPED, local=own).clock("income-decision", ON).length == 10
    with pytest.raises(CatalogueFaulty, match="är bestämd i lag"):
        load(SHIPPED, local=law)


def test_a_municipality_publishes_no_statute_of_its_own(tmp_path: Path) -> None:
    own = published(tmp_path, "2026-1", "legal-bases.toml", "")

    with pytest.raises(CatalogueFaulty, match="hör inte till katalogen"):
        load(SHIPPED, local=own)


def test_external_codes_are_imported_by_the_municipality(tmp_path: Path) -> None:
    text = (SHIPPED / "code-systems.toml").read_text(encoding="utf-8")
    text = text.replace("{}", '{ "interventions.outpatient-child" = ["AAA BB CC"] }')
    own = published(tmp_path, "2026-1", "code-systems.toml", text)

    codes = load(SHIPPED, local=own).external_codes("ksi-2022", "interventions.outpatient-child")

    assert codes == ("AAA BB CC",)


def test_the_process_has_one_catalogue_with_its_own_on_top(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, "2026-1", "delegation.toml", order(catalogue))
    monkeypatch.setenv("RODATRADEN_CATALOGUE", str(tmp_path))
    cached.cache_clear()

    mine = cached()

    assert mine is cached()
    assert "/2026-1+" in mine.version
    monkeypatch.delenv("RODATRADEN_CATALOGUE")
    cached.cache_clear()
