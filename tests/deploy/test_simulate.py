"""`rodatraden simulate`: what the rules accepted, the ledger holds, and the truth file says."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.cli import main
from deploy.migrate import Deployment
from deploy.simulation import told
from deploy.simulation.content import content_hash
from deploy.simulation.filling import fill, settle
from deploy.simulation.ground import StoreInUse, mark, require_disposable
from deploy.simulation.quantities import FILE, SOURCES, read_quantities
from deploy.simulation.running import Asked
from deploy.simulation.settling import reactions
from deploy.simulation.truth import Truth
from services.reporting.application.figures.counting import counted
from services.reporting.application.storage import CODEC
from services.reporting.application.unexecuted import Known, Law
from services.reporting.domain.granted_decision import GrantedDecision
from services.reporting.domain.spells import CLOSED, SpellKind
from shared.catalogue import catalogue
from shared.catalogue.figures import CountedUnit, Span
from shared.eventstore.leaf import COLUMNS, GENESIS, chain_hash, leaf_hash
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests import postgres
from tests.deploy import truth_counted

ASKED = Asked(seed=7, population=2_500, first_day=date(2025, 6, 1), last_day=date(2025, 12, 31))
BRIEFLY = replace(ASKED, population=3_000, last_day=date(2025, 7, 15))
ROW = ", ".join(f"e.{name}" for name in COLUMNS).replace("e.xid", "e.xid::text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A store full of simulated work, and what was put in."""

    target: Deployment
    truth: Truth
    told: Any


@contextmanager
def empty(template: Deployment, number: int) -> Iterator[Deployment]:
    """Yield an empty store of its own."""
    with postgres.clone(template, number) as fresh:
        fresh.keys()
        yield replace(template, admin_url=fresh.admin_url)


@pytest.fixture(scope="module")
def simulated(
    migrated_template: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Simulated]:
    var = tmp_path_factory.mktemp("simulation")
    with empty(migrated_template, 9001) as target:
        result, truth = asyncio.run(fill(target, var, ASKED))
        asyncio.run(settle(target))
        told.write(var / "truth.json", told.document(ASKED, truth, result))
        written = json.loads((var / "truth.json").read_text())
        yield Simulated(target=target, truth=truth, told=written)


def rows(target: Deployment, query: str) -> list[Any]:
    with psycopg.connect(target.admin_url) as admin:
        return admin.execute(query).fetchall()


def test_the_same_seed_gives_the_same_ledger_and_another_seed_another(
    migrated_template: Deployment, tmp_path: Path
) -> None:
    hashes = []
    for number, seed in ((9002, 7), (9003, 7), (9004, 8)):
        with empty(migrated_template, number) as target:
            result, _ = asyncio.run(fill(target, tmp_path, replace(BRIEFLY, seed=seed)))
            assert result["position"] > 50
            hashes.append(content_hash(target))
    assert hashes[0] == hashes[1]
    assert hashes[0][1] != hashes[2][1]


def test_the_ledger_is_whole(simulated: Simulated) -> None:
    chain = GENESIS
    for number, (position, leaf, linked, *row) in enumerate(
        rows(
            simulated.target,
            f"SELECT l.position, l.leaf_hash, l.chain_hash, {ROW} FROM store.ledger l"
            " JOIN store.event e USING (event_id) ORDER BY l.position",
        ),
        1,
    ):
        assert (position, leaf) == (number, leaf_hash(row))
        chain = chain_hash(chain, leaf)
        assert linked == chain
    assert simulated.told["ledger"]["position"] == number


def test_every_moment_lies_in_the_simulated_time_and_goes_forward(simulated: Simulated) -> None:
    found = rows(
        simulated.target,
        "SELECT e.recorded_at, l.registered_at FROM store.ledger l"
        " JOIN store.event e USING (event_id) ORDER BY l.position",
    )
    recorded = [each for each, _ in found]
    assert recorded == sorted(recorded)
    assert ASKED.first_day <= recorded[0].date() <= recorded[-1].date() <= ASKED.last_day
    assert all(at <= registered and at.date() == registered.date() for at, registered in found)


def test_nobody_has_a_name_or_a_number(simulated: Simulated) -> None:
    kept = rows(
        simulated.target,
        "SELECT convert_from(data, 'UTF8') FROM store.event"
        " WHERE name IN ('intake.identity-kept.v1', 'intake.person-details-kept.v1')",
    )
    assert kept
    for (text,) in kept:
        said = json.loads(text)
        said.pop("person_id", None)
        assert not any(said.values())
    assert rows(simulated.target, "SELECT count(*) FROM intake.person_lookup") == [(0,)]


def test_open_matters_are_those_that_the_truth_leaves_open(simulated: Simulated) -> None:
    found = rows(
        simulated.target, "SELECT kind, count(*) FROM reporting.open_matter GROUP BY kind"
    )
    expected: Counter[str] = Counter()
    for each in simulated.told["figures"]["openAtTheEnd"]:
        expected[each["kind"]] += each["number"]
    assert dict(found) == expected
    assert set(expected) == {"intake", "investigation", "intervention"}


def test_what_waits_to_be_carried_out_is_what_the_truth_says(simulated: Simulated) -> None:
    law, on = Law(catalogue()), ASKED.last_day
    with psycopg.connect(simulated.target.admin_url) as admin:
        cursor = admin.cursor(row_factory=psycopg.rows.dict_row)
        found = cursor.execute("SELECT * FROM reporting.granted_decision").fetchall()
    grants = law.grants((GrantedDecision(**each) for each in found), Known())
    waiting = {
        grant.row.decision_id
        for grant in grants
        for spell in grant.spells
        if spell.kind is SpellKind.DECISION and spell.state_on(on) not in CLOSED
    }
    expected = {
        decision.decision_id
        for matter in simulated.truth.matters
        if matter.investigation
        for decision in matter.investigation.decisions
        if decision.intervention
        and not decision.withdrawn_on
        and not decision.intervention.executed_on
    }
    assert waiting == expected
    assert waiting


async def test_every_counting_says_of_every_cell_what_the_truth_says(
    simulated: Simulated,
) -> None:
    ((head,),) = rows(simulated.target, "SELECT position FROM store.ledger_head")
    url = simulated.target.url_for("reporting")
    store = PostgresStore(url, service="reporting", codec=CODEC)
    await store.open()
    any_found = False
    try:
        for wordings in catalogue().tables.countings.values():
            for counting in wordings:
                for year in (ASKED.first_day.year, ASKED.first_day.year + 1):
                    cube = await counted(store, counting, year=year, known=head, span=Span.WHOLE)
                    found = {cell: cube.count(cell) for cell in cube.members}
                    any_found = any_found or bool(found)
                    assert found == truth_counted.cells(simulated.truth, counting, year)
                    if counting.unit is CountedUnit.MATTERS:
                        told_days = truth_counted.days(simulated.truth, counting, year)
                        assert cube.days(frozenset()) == told_days
    finally:
        await store.close()
    assert any_found


def test_reactions_go_on_from_where_the_simulation_ended(simulated: Simulated) -> None:
    ((head,),) = rows(simulated.target, "SELECT position FROM store.ledger_head")
    known = set(reactions())
    assert known >= {
        ("investigation", "take-over-from-intake"),
        ("interventions", "follow-the-decision"),
    }
    for service, name in known:
        query = f"SELECT position FROM {service}.tracking WHERE name = '{name}'"
        assert rows(simulated.target, query) == [(head,)]


def test_the_truth_file_counts_what_it_lists(simulated: Simulated) -> None:
    written = simulated.told
    intakes = sum(each["number"] for each in written["figures"]["intakes"])
    assert intakes == len(written["matters"]) > 80
    humans = {each["personId"] for each in written["persons"]}
    assert {each["human"] for each in written["matters"]} <= humans


def test_a_store_with_events_of_its_own_is_neither_marked_nor_dropped(
    migrated_template: Deployment, database: Database
) -> None:
    target = replace(migrated_template, admin_url=database.admin_url)
    with psycopg.connect(database.url_for("intake")) as intake:
        intake.execute(
            "SELECT store.append(gen_random_uuid(), gen_random_uuid(), 1,"
            " 'intake.opened.v1', '{}', gen_random_uuid(), gen_random_uuid(), NULL, NULL,"
            " 's', 'r', 'official', 'c', NULL)"
        )
    with pytest.raises(StoreInUse):
        mark(target, {})
    with pytest.raises(StoreInUse):
        require_disposable(target.admin_url)


def test_a_simulation_is_disposable_and_marked_once(
    migrated_template: Deployment, database: Database
) -> None:
    database.keys()
    target = replace(migrated_template, admin_url=database.admin_url)
    mark(target, {"seed": 1})
    require_disposable(target.admin_url)
    with pytest.raises(StoreInUse):
        mark(target, {"seed": 1})


def test_another_store_cannot_be_told_the_time(database: Database) -> None:
    with psycopg.connect(database.url_for("intake")) as intake:
        intake.execute("SELECT set_config('rodatraden.simulated_at', '2020-01-01', false)")
        intake.execute(
            "SELECT store.append(gen_random_uuid(), gen_random_uuid(), 1,"
            " 'intake.opened.v1', '{}', gen_random_uuid(), gen_random_uuid(), NULL, NULL,"
            " 's', 'r', 'official', 'c', NULL)"
        )
    with psycopg.connect(database.admin_url) as admin:
        query = "SELECT recorded_at > now() - interval '1 day' FROM store.event"
        assert admin.execute(query).fetchall() == [(True,)]


def test_a_last_day_that_has_not_passed_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--until", "9999-01-01"]) == 2
    assert "must have passed" in capsys.readouterr().err


def test_every_quantity_says_whether_it_is_published_or_assumed() -> None:
    for area in read_quantities().entries.values():
        for name, entry in area.items():
            assert set(entry) == {"value", "source", "says"}, name
            assert entry["source"] in SOURCES
            assert entry["says"]
    assert FILE.exists()
