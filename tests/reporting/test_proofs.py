"""Läsa kontrollpunkter och bevis."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response

from services.reporting.main import create_app
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.kernel.settings import Settings
from shared.proofs.checkpoint import Checkpoint, is_signed
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.note import read_notes
from shared.proofs.paths import is_consistent, is_included
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, AUDIENCE, CASEWORKER, ISSUER, bearer
from tests.shared.proofs.keys import KEY
from tests.shared.proofs.ledger import grow, registrar_of

BASE = "http://reporting.example"


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    settings = Settings(
        store_url=database.url_for("reporting"),
        registrar_url=database.url_for("registrar"),
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        jwks=str(jwks),
        public_url=BASE,
    )
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url=BASE) as client,
    ):
        yield client


async def read(client: AsyncClient, path: str, *, by: str = ANALYST) -> Response:
    return await client.get(path, headers=bearer(by))


async def sign(database: Database, first: int, last: int) -> None:
    grow(database, first, last)
    async with registrar_of(database) as connection:
        await make_checkpoint(connection, KEY, None)


async def test_whoever_has_the_public_key_can_check_every_answer(
    client: AsyncClient, database: Database
) -> None:
    await sign(database, 1, 20)
    await sign(database, 21, 33)
    listed = (await read(client, "/checkpoints")).json()["items"]
    second, first = [Checkpoint.parse(read_notes(each["note"])[0].text) for each in listed]
    assert all(is_signed(read_notes(each["note"])[0], KEY.public) for each in listed)
    proof = (await read(client, "/proofs/inclusion?position=17&size=20")).json()
    leaf, hashes = bytes.fromhex(proof["leafHash"]), [*map(bytes.fromhex, proof["hashes"])]
    assert is_included(leaf, 16, 20, hashes, first.root)
    proof = (await read(client, "/proofs/consistency?first=20&second=33")).json()
    path = [*map(bytes.fromhex, proof["hashes"])]
    assert is_consistent(20, 33, path, first.root, second.root)


async def test_the_latest_checkpoint_is_read_by_its_number(
    client: AsyncClient, database: Database
) -> None:
    assert (await read(client, "/checkpoints/latest")).status_code == 404
    await sign(database, 1, 20)
    answer = await read(client, "/checkpoints/latest")
    assert (answer.json()["checkpoint"]["treeSize"], answer.headers["etag"]) == (20, '"1"')
    proof = (await read(client, "/proofs/inclusion?position=17")).json()
    assert proof["treeSize"] == 20


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("inclusion?position=21", 404),
        ("inclusion?position=3&size=2", 404),
        ("inclusion?position=0", 400),
        ("consistency?first=0", 400),
        ("consistency?first=3&second=2", 404),
        ("consistency?first=3&second=21", 404),
    ],
)
async def test_what_was_not_signed_is_not_proven(
    client: AsyncClient, database: Database, query: str, status: int
) -> None:
    await sign(database, 1, 20)
    assert (await read(client, f"/proofs/{query}")).status_code == status


@pytest.mark.parametrize("path", ["/checkpoints", "/checkpoints/latest", "/proofs/inclusion"])
async def test_proofs_are_for_those_who_read_the_feed(client: AsyncClient, path: str) -> None:
    assert (await read(client, path, by=CASEWORKER)).status_code == 403
