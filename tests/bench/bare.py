"""The plainest service that keeps anything: FastAPI, a pool, one INSERT for each request.

``python -m tests.bench.bare --port 8000``, with the database's URL in BENCH_URL.
"""

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from shared.kernel.clock import new_id

MOST_CONNECTIONS = 10
INSERT = "INSERT INTO bench.thing (id, kept_at, body) VALUES (%s, clock_timestamp(), %s)"


def create_app(url: str) -> FastAPI:
    """Build the app on the database at ``url``."""
    pool = AsyncConnectionPool(
        url, kwargs={"autocommit": True}, max_size=MOST_CONNECTIONS, open=False
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with pool:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/things", status_code=201)
    async def keep(body: dict[str, Any]) -> dict[str, str]:
        thing_id = new_id()
        async with pool.connection() as connection:
            await connection.execute(INSERT, (thing_id, Jsonb(body)), prepare=True)
        return {"id": str(thing_id)}

    return app


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bare")
    parser.add_argument("--port", type=int, required=True)
    app = create_app(os.environ["BENCH_URL"])
    uvicorn.run(app, port=parser.parse_args().port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
