"""What the simulation is told of a municipality: how much, how often, how long, and by whom.

Each entry of ``quantities.toml`` says where it comes from: ``brief`` is taken from the published
figures of a municipality, ``assumption`` is nobody's statistic.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("quantities.toml")
SOURCES = ("brief", "assumption")
INHABITANTS = 65_000
"""The municipality that the yearly numbers are of; another one has them in proportion."""


class QuantityMissing(LookupError):  # noqa: N818
    """The simulation asks for something that nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many: between two numbers, most often near a third."""

    least: int
    most: int
    usual: int


@dataclass(frozen=True, slots=True)
class Quantities:
    """The whole file, or the part of it that one area has; what it lacks stands in ``of``."""

    entries: Mapping[str, Any]
    of: "Quantities | None" = None

    def area(self, name: str) -> "Quantities":
        """Return the quantities of one area of work, with those of all areas behind them."""
        return Quantities(self.entries[name], self.of or Quantities(self.entries["all"]))

    def number(self, name: str) -> float:
        """Return a number, or a share between 0 and 1."""
        return float(self._value(name))

    def word(self, name: str) -> str:
        """Return a code."""
        return str(self._value(name))

    def spread(self, name: str) -> Spread:
        """Return a spread."""
        return Spread(**self._value(name))

    def weights(self, name: str) -> Mapping[str, float]:
        """Return what there is to choose among, and how often each is chosen."""
        return {str(key): float(weight) for key, weight in self._value(name).items()}

    def _value(self, name: str) -> Any:
        if name in self.entries:
            return self.entries[name]["value"]
        if self.of is None:
            raise QuantityMissing(name)
        return self.of._value(name)


def read_quantities() -> Quantities:
    """Return what stands in the file."""
    return Quantities(tomllib.loads(FILE.read_text(encoding="utf-8")))
