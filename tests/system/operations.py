"""Every operation that the four APIs describe, and how a test asks for it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.launcher import ROOT
from deploy.roles import SERVICES
from shared.testing.tokens import ANALYST, E_SERVICE, ROBOT, UNIT_HEAD

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of one service; ``rights`` is empty where it is open to anybody."""

    service: str
    name: str
    method: str
    path: str
    rights: Sequence[str]
    example: Any

    def __str__(self) -> str:
        return f"{self.service}.{self.name}"

    @property
    def caller(self) -> str:
        """The token of somebody who has the right."""
        if self.rights == ("intake:report", "intake:handle"):
            return E_SERVICE
        if any(right.endswith(":work") for right in self.rights):
            return ROBOT
        return ANALYST if "reporting:feed" in self.rights else UNIT_HEAD

    def at(self, ids: Mapping[str, str]) -> str:
        """Return the path of the thing that ``ids`` name.

        Raises:
            KeyError: a parameter of a kind that the test has no thing for.
        """
        own = {key.removeprefix(f"{self.worklist}."): value for key, value in ids.items()}
        return self.path.format_map({**ids, **own})

    @property
    def worklist(self) -> str:
        """The work list it belongs to; empty for all others."""
        _, _, rest = self.path.partition("/worklists/")
        return rest.partition("/")[0]


def operations() -> Iterator[Operation]:
    """Yield every operation as the committed documents describe it."""
    for service in SERVICES:
        document = json.loads((ROOT / f"docs/api/{service}.json").read_text())
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield _operation(service, path, method, item[method])


def _operation(service: str, path: str, method: str, described: Mapping[str, Any]) -> Operation:
    content = described.get("requestBody", {}).get("content", {})
    rights = [right for each in described["security"] for right in each.get("bearer", ())]
    return Operation(
        service=service,
        name=described["operationId"],
        method=method.upper(),
        path=path,
        rights=tuple(rights),
        example=content.get("application/json", {}).get("example"),
    )
