"""The page for callers names every code of the edge, and the rights as they are."""

import re
from pathlib import Path

from shared.access.policy import RIGHTS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/api/README.md").read_text()
CODE = re.compile(r'(?:Problem\(\d+|Fault\("\w+",[^"]*(?:"[^"]*")?[^"]*), "([a-z]+(?:-[a-z]+)+)"')


def test_every_problem_of_the_edge_is_named() -> None:
    sources = [path.read_text() for path in (ROOT / "shared/http").glob("*.py")]
    codes = {code for source in sources for code in CODE.findall(source)}
    assert {"invalid-request", "duplicate-field", "not-a-key"} <= codes
    assert [code for code in sorted(codes) if f"`{code}`" not in PAGE] == []


def test_the_rights_are_the_tables() -> None:
    rows = dict(re.findall(r"^\| `(\w+:[\w-]+)` \| (.*) \|$", PAGE, re.MULTILINE))
    written = {
        right: "; ".join(
            f"{client.value}: {', '.join(sorted(roles))}"
            for client, roles in sorted(grant.roles_by_client.items())
        )
        for right, grant in RIGHTS.items()
    }
    assert rows == written
