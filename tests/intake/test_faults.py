"""När något ligger nere: inget halvt sparas, och svaret säger när det är dags igen."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx import ASGITransport, AsyncClient

from services.intake.application.storage import CODEC
from services.intake.main import create_app
from shared.eventstore.store import PostgresStore
from shared.kernel.settings import Settings
from shared.testing.tokens import E_SERVICE, bearer
from tests.intake.service import BASE, Service, child, concern

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
async def keyless(settings: Settings) -> AsyncIterator[AsyncClient]:
    """Yield the service when its keys cannot be reached."""
    app = create_app(replace(settings, keys_url=NOWHERE))
    transport = ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url=BASE) as client,
    ):
        yield client


async def test_without_keys_nothing_is_received_and_nothing_is_half_kept(
    keyless: AsyncClient, settings: Settings
) -> None:
    headers = {**bearer(E_SERVICE), "Idempotency-Key": "a"}
    answer = await keyless.post("/concern-reports", json=concern(), headers=headers)
    ready = await keyless.get("/health/ready")
    store = PostgresStore(settings.store_url, service="intake", codec=CODEC)
    await store.open()
    kept = [await store.rows(f"SELECT 1 FROM {t}") for t in ("store.own_event", "intake.answer")]
    await store.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert ready.status_code == 503
    assert kept == [[], []]


async def test_a_matter_reached_by_a_lost_answer_is_the_same_when_sent_again(
    service: Service,
) -> None:
    body = concern(children=[child(number="200001052380")])
    first = await service.submit("/concern-reports", body, "lost")
    async with service.store.transaction() as tx:
        await tx.rows("DELETE FROM intake.answer")  # as when the kept answer has expired
    again = await service.submit("/concern-reports", body, "lost")
    assert again.json()["code"] == "report-already-received"
    await service.caught_up("intakes")
    (count,) = await service.store.rows("SELECT count(*) AS n FROM intake.intake")
    assert (first.status_code, count["n"]) == (201, 1)
