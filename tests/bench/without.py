"""Intake without its seal, or without the log of looks: what those cost is the difference.

``python -m tests.bench.without --port 8000 --leave-out seal --leave-out log``, in intake's own
environment. Never run where anybody's data are.
"""

import argparse
import os
from collections.abc import Sequence
from uuid import UUID

import uvicorn
from fastapi import FastAPI

from services.intake import main as intake
from shared.kernel.access_log import Look
from shared.kernel.settings import Settings, read_settings
from shared.kernel.store import Store, Transaction
from shared.process import process
from shared.testing.keys import MemoryKeys
from shared.vault.cipher import FileCipher, SecretKey

SEAL, LOG = "seal", "log"


class Clear(FileCipher):
    """A key that leaves every text as it is."""

    def seal(self, event_id: UUID, field: str, text: str) -> str:
        """Return ``text``."""
        return text


class NoKeys(MemoryKeys):
    """A vault that seals nothing, and asks no database."""

    async def key(self, file_id: UUID, *, create: bool = False) -> Clear:
        """Return the same for every file."""
        return Clear(file_id, SecretKey.new())

    async def share(
        self, file_id: UUID, holders: Sequence[UUID], *, beside: Sequence[UUID] = ()
    ) -> None:
        """Return: there is nothing to share."""

    async def open(self) -> None:
        """Return: there is nothing to open."""

    async def close(self) -> None:
        """Return: there is nothing to close."""

    async def ready(self) -> list[str]:
        """Return no reason for not being ready."""
        return []


class NoLog:
    """A log of looks that keeps none."""

    async def keep(self, where: Store | Transaction, look: Look) -> None:
        """Return: nothing is kept."""


def create_app(left_out: Sequence[str]) -> FastAPI:
    """Build intake, with what is left out replaced at the place where its parts meet."""
    if SEAL in left_out:
        setattr(process, "vault_of", _no_keys)  # noqa: B010  # a vault in name only
    if LOG in left_out:
        setattr(process, "StoredAccessLog", NoLog)  # noqa: B010  # and a log
    return intake.create_app(read_settings(os.environ, seals=True))


def _no_keys(settings: Settings) -> NoKeys:
    return NoKeys()


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.without")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--leave-out", action="append", choices=(SEAL, LOG), default=[])
    asked = parser.parse_args()
    app = create_app(asked.leave_out)
    uvicorn.run(app, port=asked.port, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    main()
