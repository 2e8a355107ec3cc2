"""Why a goal is missed, where it is: found by profiling, one sentence for each row's key."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {}
