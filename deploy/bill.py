"""The software bill of materials (CycloneDX 1.6): what is installed, from the lock file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OURSELVES = "rodatraden"
_PINNED = re.compile(r"(?P<name>[a-z0-9._-]+)(\[[a-z,]+\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_BY = re.compile(r"#\s+(?:via\s+)?(?P<by>-r \S+|[a-z0-9._-]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One distribution: its version, the hashes of its files, and what asks for it."""

    name: str
    version: str
    hashes: Sequence[str]
    asked_by: Sequence[str]

    @property
    def ref(self) -> str:
        """Return its package URL, by which others refer to it."""
        return f"pkg:pypi/{self.name}@{self.version}"


def parts_of(lock: str) -> Sequence[Part]:
    """Return what a lock file pins, in its order."""
    return [_part(block) for block in _blocks(lock)]


def bill(lock: str) -> str:
    """Return the bill of what a lock file pins: the same text for the same file."""
    parts = parts_of(lock)
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": OURSELVES, "name": OURSELVES}
        },
        "components": [_component(each) for each in parts],
        "dependencies": list(_dependencies(parts)),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _blocks(lock: str) -> Iterator[Sequence[str]]:
    """Yield the lines of each requirement: the pin, its hashes, and who asks for it."""
    block: list[str] = []
    for line in lock.splitlines():
        if _PINNED.match(line):
            if block:
                yield block
            block = [line]
        elif block:
            block.append(line)
    if block:
        yield block


def _part(block: Sequence[str]) -> Part:
    pinned = _PINNED.match(block[0])
    assert pinned, "a block begins with a pin"
    asked = [_BY.search(line.strip()) for line in block if line.strip().startswith("#")]
    return Part(
        name=pinned["name"],
        version=pinned["version"],
        hashes=_HASH.findall("\n".join(block)),
        asked_by=[each["by"] for each in asked if each and each["by"]],
    )


def _component(part: Part) -> Mapping[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.ref,
        "name": part.name,
        "version": part.version,
        "purl": part.ref,
        "hashes": [{"alg": "SHA-256", "content": each} for each in part.hashes],
    }


def _dependencies(parts: Sequence[Part]) -> Iterator[Mapping[str, Any]]:
    refs = {each.name: each.ref for each in parts}
    asking = {OURSELVES: OURSELVES, **refs}
    for name, ref in asking.items():
        wanted = [each.ref for each in parts if name in map(_asking, each.asked_by)]
        yield {"ref": ref, "dependsOn": sorted(wanted)}


def _asking(by: str) -> str:
    return OURSELVES if by.startswith("-r") else by
