"""What callers rely on in the committed interfaces stays, until the version says otherwise."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy import docs
from deploy.breaking import breaks

Document = dict[str, Any]
LIST = "GET /intakes"
ITEM = f"{LIST} 200 application/json/items/*"
ASSIGN = "POST /intakes/{intakeId}/assign"


def test_nothing_that_callers_rely_on_has_gone() -> None:
    assert docs.broken() == []


def described() -> Document:
    document: Document = json.loads(docs.openapi("intake"))
    return document


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def new_body_field(document: Document, *, required: bool) -> None:
    body = schema(document, "AssignBody")
    body["properties"]["rank"] = {"type": "string"}
    body["required"] += ["rank"] if required else []


PLANTED: dict[str, Callable[[Document], object]] = {
    f"{LIST} is gone": lambda d: d["paths"]["/intakes"].pop("get"),
    f"{LIST} query unit is gone": lambda d: d["paths"]["/intakes"]["get"]["parameters"].remove(
        next(p for p in d["paths"]["/intakes"]["get"]["parameters"] if p.get("name") == "unit")
    ),
    f"{LIST} 200 application/json is gone": lambda d: d["paths"]["/intakes"]["get"][
        "responses"
    ].pop("200"),
    f"{ITEM}/stage is gone": lambda d: schema(d, "IntakeItem")["properties"].pop("stage"),
    f"{ITEM}/stage always is gone": lambda d: schema(d, "IntakeItem")["required"].remove("stage"),
    f"{ITEM}/stage=concluded is gone": lambda d: schema(d, "Stage")["enum"].remove("concluded"),
    f"{ASSIGN} body/unit is gone": lambda d: schema(d, "AssignBody")["properties"].pop("unit"),
    f"{ASSIGN} body/rank is demanded": lambda d: new_body_field(d, required=True),
}


@pytest.mark.parametrize(("named", "plant"), PLANTED.items(), ids=PLANTED)
def test_a_planted_break_is_named(named: str, plant: Callable[[Document], object]) -> None:
    old, new = described(), described()
    plant(new)
    assert named in breaks(old, new)


@pytest.mark.parametrize(("version", "next_one"), [("0.1.0", "0.2.0"), ("1.4.0", "2.0.0")])
def test_a_version_that_tells_callers_to_look_may_break(version: str, next_one: str) -> None:
    old, new = described(), described()
    old["info"]["version"], new["info"]["version"] = version, next_one
    del new["paths"]["/intakes"]
    assert breaks(old, new) == []


@pytest.mark.parametrize(("version", "next_one"), [("0.1.0", "0.1.1"), ("1.4.0", "1.5.0")])
def test_no_other_version_may(version: str, next_one: str) -> None:
    old, new = described(), described()
    old["info"]["version"], new["info"]["version"] = version, next_one
    del new["paths"]["/intakes"]
    assert breaks(old, new) == [f"{LIST} is gone"]


def test_what_is_added_breaks_nothing() -> None:
    old, new = described(), described()
    new_body_field(new, required=False)
    schema(new, "Stage")["enum"].append("archived")
    new["paths"]["/more"] = {"post": new["paths"]["/intakes/{intakeId}/assign"]["post"]}
    assert breaks(old, new) == []


def test_a_break_is_named_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promised = described()
    promised["paths"]["/earlier"] = promised["paths"]["/intakes"]
    committed = tmp_path / "docs/api/intake.json"
    committed.parent.mkdir(parents=True)
    committed.write_text(json.dumps(promised))
    monkeypatch.setattr(docs, "stale", lambda: [committed])
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr("sys.argv", ["docs"])
    assert docs.main() == 1
    assert "GET /earlier is gone: raise that API's version first" in capsys.readouterr().out
    assert "/earlier" in committed.read_text()
