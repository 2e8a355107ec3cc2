"""The stored names of reporting's events: none of its own yet; it reads what is published."""

from collections.abc import Mapping

from shared.contracts.names import PUBLISHED
from shared.eventstore.codec import Codec

OWN: Mapping[str, type] = {}

CODEC = Codec(own=OWN, heard=PUBLISHED)
