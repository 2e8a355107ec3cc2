"""The stored names of reporting's events: none of its own yet; it reads what is published."""

from collections.abc import Mapping

OWN: Mapping[str, type] = {}
