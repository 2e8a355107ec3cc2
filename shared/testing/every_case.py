"""A policy for tests of the edge itself: rights by the table, and every case open."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.access.policy import RightsTable
from shared.kernel.caller import Asked, Caller, Clearance, Facts


class Everything:
    """Conditions that always hold."""

    parameters: Mapping[str, Any] = {}

    def of_matter(self, column: str) -> str:
        """Let every matter be seen."""
        return "true"

    def of_thread(self, column: str) -> str:
        """Let every case be seen."""
        return "true"

    def of_person(self, column: str) -> str:
        """Let everybody be known of."""
        return "true"

    def matters(self, column: str) -> Any:
        """Let every matter be seen."""
        return sa.true()

    def threads(self, column: str) -> Any:
        """Let every case be seen."""
        return sa.true()

    def persons(self, column: str) -> Any:
        """Let everybody be known of."""
        return sa.true()


class EveryCase(RightsTable):
    """Rules by the table of rights alone. Never a service's policy."""

    read_models = ()

    def given(self, right: str) -> Clearance:
        """Clear nobody beforehand."""
        return Clearance()

    def sight(self, caller: Caller) -> Everything:
        """Let everything be seen in lists."""
        return Everything()

    async def clear(self, caller: Caller, asked: Asked, store: Any) -> Clearance:
        """Clear whatever is asked for."""
        return Clearance(threads=frozenset({asked.id}), persons=frozenset({asked.id}))

    async def closed(
        self, caller: Caller, persons: Collection[UUID], facts: Facts
    ) -> frozenset[UUID]:
        """Close nobody."""
        return frozenset()

    async def disclose(
        self, caller: Caller, clearance: Clearance, persons: Collection[UUID], facts: Facts
    ) -> None:
        """Let everybody be shown."""
