"""The bill of materials names everything that is installed, and who asks for it."""

import json
import re
from pathlib import Path
from typing import Any

from deploy.bill import OURSELVES, bill, parts_of

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
NAMED = (ROOT / "requirements.in").read_text()


def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "docs/sbom.json").read_text())
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_bill_has_every_pin_with_its_version_and_hashes() -> None:
    pinned = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", LOCK, re.MULTILINE))
    found = {each["name"]: each["version"] for each in told()["components"]}
    assert found == pinned
    hashes = [each["content"] for part in told()["components"] for each in part["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK))


def test_we_ask_for_what_is_named_and_everything_is_asked_for() -> None:
    depends = {each["ref"]: set(each["dependsOn"]) for each in told()["dependencies"]}
    refs = {each["name"]: each["bom-ref"] for each in told()["components"]}
    lines = (re.match(r"[A-Za-z0-9._-]+", line) for line in NAMED.splitlines())
    ours = {refs[normal(found[0])] for found in lines if found}
    assert depends[OURSELVES] == ours
    assert set().union(*depends.values()) == set(refs.values())
    assert set(depends) == {OURSELVES, *refs.values()}


def test_the_same_lock_gives_the_same_bill() -> None:
    assert bill(LOCK) == bill(LOCK)
    assert len(parts_of(LOCK)) > 10
