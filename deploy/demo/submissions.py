"""The submissions in ``examples/``: what an e-service posts, and where."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.demo.callers import Caller, DemoFailed

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class Submission:
    """One example: its file's name without ending, where it is posted, and the body."""

    name: str
    path: str
    body: dict[str, Any]

    def send(self, e_service: Caller, *, received_on: str | None = None) -> str:
        """Post it; return the event that says it came in."""
        body = {**self.body, "receivedOn": received_on} if received_on else self.body
        answer = e_service.post("intake", self.path, body, key=f"demo-{self.name}")
        return str(answer["eventId"])


def read_examples(folder: Path = EXAMPLES) -> dict[str, Submission]:
    """Return every example by name, in the order of their names.

    Raises:
        DemoFailed: there are none.
    """
    found = {}
    for file in sorted(folder.glob("*/*.json")):
        path = f"/{file.parent.name}"
        found[file.stem] = Submission(file.stem, path, json.loads(file.read_text()))
    if not found:
        raise DemoFailed(f"no examples in {folder.name}/")
    return found
