"""How a clock looked then, beside what is known of the same moment now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.catalogue import Catalogue
from shared.catalogue.clocks import Scope
from shared.clocks.axes import Axes
from shared.clocks.explaining import explain
from shared.clocks.explanation import Explanation
from shared.clocks.happening import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """Efterklokhet: one clock as it was known then and as it is known now; one of them exists."""

    then: Explanation | None  # None: its start was not known yet
    now: Explanation | None  # None: it has been corrected away

    @property
    def seen(self) -> Explanation:
        """As it looked then; or as known now, if nobody could see it then."""
        seen = self.then or self.now
        if seen is None:
            raise ValueError("a clock that never was")
        return seen

    @property
    def is_breached_then(self) -> bool:
        """Whether it looked broken then."""
        return self.then is not None and self.then.breached_on is not None

    @property
    def is_breached_now(self) -> bool:
        """Whether it was broken at that time, by what is known now."""
        return self.now is not None and self.now.breached_on is not None


def look_back(
    happenings: Iterable[Happening],
    catalogue: Catalogue,
    axes: Axes,
    *,
    scope: Scope = Scope.MATTER,
) -> Sequence[Hindsight]:
    """Return every clock as known at ``axes``, and then those that were learned of later."""
    known = list(happenings)
    then = {each.clock_id: each for each in explain(known, catalogue, axes, scope=scope)}
    all_known = replace(axes, known_at=None, known_position=None)
    known_now = explain(known, catalogue, all_known, scope=scope)
    now = {each.clock_id: each for each in known_now}
    return [
        Hindsight(then=then.get(clock_id), now=now.get(clock_id)) for clock_id in {**then, **now}
    ]
