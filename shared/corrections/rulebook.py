"""What may be corrected in one kind of stream, and how a correction comes about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.corrections.refusals import (
    FactNotCorrectable,
    NotAFactOfTheEvent,
)
from shared.kernel.corrections import (
    corrected_facts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """What may be put right in one kind of stream.

    Args:
        kinds: by the class of an event, the classes of corrections that put its facts right.
        annullable: the classes of events that may turn out never to have happened.
        explained: the service's private event with the words beside a correction.
        disputed: its private event that the individual holds a fact to be wrong.
        require_coherent: refuses events, oldest first, that cannot have happened so.
        shared: corrections whose fact stands in several events of the stream.
    """

    kinds: Mapping[type, tuple[type, ...]]
    annullable: frozenset[type]
    annulled: type
    approved: type
    explained: type
    disputed: type
    require_coherent: Callable[[Sequence[Any]], None]
    shared: frozenset[type] = frozenset()

    def kind_for(self, event: object, facts: Mapping[str, object]) -> type:
        """Return the class of correction that puts ``facts`` of ``event`` right.

        Raises:
            FactNotCorrectable: nothing of the event is corrected.
            NotAFactOfTheEvent: no one correction of it has all of the facts.
        """
        kinds = self.kinds.get(type(event), ())
        if not kinds:
            raise FactNotCorrectable
        fitting = [each for each in kinds if facts and corrected_facts(each) >= facts.keys()]
        if not fitting:
            raise NotAFactOfTheEvent
        return fitting[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How a correction comes about."""

    reason_code: str
    explanation: str
    is_approval_needed: bool
    today: date
