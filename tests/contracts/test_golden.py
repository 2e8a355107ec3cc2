"""What was once stored can be read for ever: golden JSON of every stored name."""

from pathlib import Path
from uuid import UUID

import pytest

from shared.eventstore.codec import Codec
from tests.architecture.test_stored_names import STORED
from tests.contracts.samples import sample

GOLDEN = Path(__file__).parent / "golden"
CODEC = Codec(own=STORED, heard={})
EVENT_ID = UUID(int=1)


class ClearKey:
    """Seals nothing, so that golden files can be read and reviewed."""

    def seal(self, event_id: UUID, field: str, text: str) -> str:
        return f"sealed:{text}"

    def unseal(self, event_id: UUID, field: str, token: str) -> str:
        return token.removeprefix("sealed:")

    def seal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        return data

    def unseal_bytes(self, event_id: UUID, field: str, data: bytes) -> bytes:
        return data


@pytest.mark.parametrize("name", STORED)
def test_what_is_written_today_is_what_the_golden_file_says(name: str) -> None:
    _, raw = CODEC.encode(sample(STORED[name]), EVENT_ID, ClearKey())
    path = GOLDEN / f"{name}.json"
    assert path.exists(), f"new stored name: write {raw.decode()} to tests/contracts/golden"
    assert raw.decode() == path.read_text().strip()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_golden_file_is_still_read(path: Path) -> None:
    event = CODEC.decode(path.stem, path.read_text().strip().encode())
    assert type(event) is STORED[path.stem]
