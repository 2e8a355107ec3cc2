"""The walls between rooms hold, and a breach in any of them is seen."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREACHES = {
    "rooms": ("services/intake/domain/breach.py", "import services.intake.api"),
    "services-apart": (
        "services/intake/application/breach.py",
        "import services.reporting.projections",
    ),
    "below": ("shared/vault/breach.py", "import deploy.urls"),
    "shared-rooms": ("shared/catalogue/breach.py", "import shared.vault.cipher"),
    "pure-domain": ("services/reporting/domain/breach.py", "import httpx"),
    "pure-clocks": ("shared/clocks/breach.py", "import shared.eventstore.store"),
    "one-door-to-the-library": ("services/intake/reactions/breach.py", "import eventsourcing"),
    "pydantic-at-the-edge": ("services/intake/projections/breach.py", "import pydantic"),
    "testing-stays-in-tests": ("services/intake/api/breach.py", "import shared.testing.scenario"),
}
BANNED = ["datetime.datetime.now", "datetime.date.today", "uuid.uuid4"]


def test_every_wall_holds() -> None:
    done = check_walls(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_breach_of_any_wall_is_seen(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("services", "shared", "deploy"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file, line in BREACHES.values():
        (tmp_path / file).write_text(f"{line}\n")
    said = " ".join(check_walls(tmp_path).stdout.split())
    kept = [contract["id"] for contract in contracts() if f"{contract['name']} BROKEN" not in said]
    assert kept == []


def test_every_wall_has_a_breach_to_try_it_with() -> None:
    assert [contract["id"] for contract in contracts()] == list(BREACHES)


@pytest.mark.parametrize("name", BANNED)
def test_reading_the_clock_outside_its_room_is_seen(name: str) -> None:
    module, _, rest = name.partition(".")
    done = run(
        ["ruff", "check", "--select", "TID251", "--stdin-filename", "services/breach.py", "-"],
        folder=ROOT,
        text=f"import {module}\n{module}.{rest}()\n",
    )
    assert f"`{name}` is banned" in done.stdout


def contracts() -> list[dict[str, str]]:
    """Return the walls, as pyproject.toml describes them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    walls: list[dict[str, str]] = project["tool"]["importlinter"]["contracts"]
    return walls


def check_walls(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages in ``folder``."""
    return run(["lint-imports", "--no-cache", "--no-logo"], folder=folder)


def run(command: list[str], *, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program of the environment that the tests run in."""
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        input=text,
        env={"COLUMNS": "200", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
