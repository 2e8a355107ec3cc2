"""Events to bytes and back, under names that outlive the Python classes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from shared.eventstore.sealing import sealed_walk
from shared.eventstore.shapes import Shape, shape_of
from shared.kernel.context import Recorded
from shared.kernel.corrections import names_another
from shared.kernel.sealed import GONE, FileKey

Event = TypeVar("Event")


class UnknownEventName(LookupError):  # noqa: N818
    """A stored name has no class here: the program is older than its data."""


class NotStorable(TypeError):  # noqa: N818
    """An event whose class has no stored name among the service's own."""


class StoredOtherwise(ValueError):  # noqa: N818
    """Stored data does not have the shape of its class: nothing missing, nothing unknown."""


@dataclass(frozen=True, slots=True)
class Upcaster:
    """Turns the event of an old stored name into the class that is used today."""

    into: type
    change: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class _Stored:
    decoder: msgspec.json.Decoder[Any]
    shape: Shape
    upcaster: Upcaster | None


class Codec:
    """Encodes a service's own events as JSON, and decodes those and the ones it hears.

    ``own`` and ``heard`` map stored name to class, and are append-only. A class that stands
    under several names is stored under the last of them.
    """

    def __init__(
        self,
        own: Mapping[str, type],
        heard: Mapping[str, type],
        upcasters: Mapping[str, Upcaster] | None = None,
    ) -> None:
        upcasters = upcasters or {}
        known = {**heard, **own}
        self._names = {cls: name for name, cls in own.items() if name not in upcasters}
        self._stored = {
            name: _Stored(msgspec.json.Decoder(cls), shape_of(cls), upcasters.get(name))
            for name, cls in known.items()
        }
        self._read_as = {
            name: upcasters[name].into if name in upcasters else cls for name, cls in known.items()
        }
        self._encoder = msgspec.json.Encoder()

    def encode(self, event: object, event_id: UUID, key: FileKey | None) -> tuple[str, bytes]:
        """Return the stored name and the JSON of ``event``, its sealed fields sealed.

        Raises:
            NotStorable: the class is not one of the service's own, or it has sealed fields and
                there is no key.
        """
        name = self._names.get(type(event))
        if name is None:
            raise NotStorable(type(event).__qualname__)
        walk = sealed_walk(type(event))
        if walk is not None:
            if key is None:
                raise NotStorable(f"{name} has sealed fields, and no file to seal them under")
            event = walk(event, "", lambda path, text: key.seal(event_id, path, text))
        return name, self._encoder.encode(event)

    def decode(self, name: str, raw: bytes) -> object:
        """Return the event stored as ``name``; its sealed fields stay tokens.

        Raises:
            UnknownEventName: the name is neither own nor heard.
            StoredOtherwise: ``raw`` does not have exactly the shape of its class.
        """
        stored = self._stored.get(name)
        if stored is None:
            raise UnknownEventName(name)
        try:
            stored.shape.check(raw)
            event: object = stored.decoder.decode(raw)
        except msgspec.MsgspecError as error:
            raise StoredOtherwise(name) from error
        return stored.upcaster.change(event) if stored.upcaster else event

    def unseal(self, recorded: Recorded[Event], key: FileKey) -> Event:
        """Return the event with its sealed fields in clear text.

        Raises:
            SealBroken: a token was not made by this key for this event and field.
        """
        walk = sealed_walk(type(recorded.event))
        if walk is None:
            return recorded.event
        opened: Event = walk(
            recorded.event, "", lambda path, token: key.unseal(recorded.event_id, path, token)
        )
        return opened

    def without_texts(self, recorded: Recorded[Event]) -> Event:
        """Return the event with ``GONE`` in place of each sealed field: its file is destroyed."""
        walk = sealed_walk(type(recorded.event))
        if walk is None:
            return recorded.event
        emptied: Event = walk(recorded.event, "", lambda path, token: GONE)
        return emptied

    def has_sealed_fields(self, event: object) -> bool:
        """Say whether ``event`` needs a file's key to be stored."""
        return sealed_walk(type(event)) is not None

    def names_of(self, classes: Iterable[type]) -> list[str]:
        """Return every stored name whose events are read as one of ``classes``."""
        wanted = set(classes)
        return [name for name, cls in self._read_as.items() if cls in wanted]

    def corrections(self) -> list[str]:
        """Return every stored name whose events correct, annul or approve another."""
        return [name for name, cls in self._read_as.items() if names_another(cls)]
