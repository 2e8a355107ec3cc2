"""A packet's files, its manifest, and one archive of them: the same for the same contents."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from shared.packet.contents import Contents, Withheld
from shared.packet.page import page_of

MANIFEST = "manifest.json"
_FORMAT = "rodatraden-packet/1"
_OLDEST = (1980, 1, 1, 0, 0, 0)  # what a zip archive dates its files, so that they never differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The files by name, the manifest among them, and what the manifest hashes to."""

    files: Mapping[str, bytes]
    manifest_sha256: str

    def archive(self) -> bytes:
        """Return all files as one zip archive."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self.files.items()):
                archive.writestr(zipfile.ZipInfo(name, _OLDEST), content)
        return written.getvalue()


def pack(contents: Contents) -> Packet:
    """Return the packet that tells ``contents``."""
    proofs = {"checkpoint": contents.checkpoint, "proofs": [asdict(p) for p in contents.proofs]}
    files = {
        "file.html": page_of(contents).encode(),
        "file.json": _json(_told(contents)),
        "proofs.json": _json(proofs),
        **{f"attachments/{name}": data for name, data in contents.attachments.items()},
    }
    manifest = _json(
        {
            "format": _FORMAT,
            "purpose": contents.purpose,
            "personId": contents.person_id,
            "madeAt": contents.made_at,
            "leftOut": list(contents.left_out),
            "knownPosition": contents.known_position,
            "withheld": len(contents.withheld),
            "files": [
                {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in sorted(files.items())
            ],
        }
    )
    digest = hashlib.sha256(manifest).hexdigest()
    return Packet(files={**files, MANIFEST: manifest}, manifest_sha256=digest)


def faults(files: Mapping[str, bytes]) -> list[str]:
    """Return what in a packet is not as its manifest says; nothing when all of it is."""
    told = {each["name"]: each["sha256"] for each in json.loads(files[MANIFEST])["files"]}
    found = [f"{name}: missing" for name in told if name not in files]
    found += [f"{name}: not in the manifest" for name in files if name not in {*told, MANIFEST}]
    return found + [
        f"{name}: changed"
        for name, digest in told.items()
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest
    ]


def _told(contents: Contents) -> Mapping[str, object]:
    return {
        "title": contents.title,
        "personId": contents.person_id,
        "madeAt": contents.made_at,
        "knownPosition": contents.known_position,
        "statements": list(contents.statements),
        "tables": [asdict(each) for each in contents.tables],
        "withheld": [_kept_back(each) for each in contents.withheld],
        "sections": [
            {
                "heading": section.heading,
                "entries": [
                    {
                        "eventId": entry.event_id,
                        "name": entry.name,
                        "title": entry.title,
                        "recordedAt": entry.recorded_at,
                        "recordedBy": entry.recorded_by,
                        "position": entry.position,
                        "facts": entry.facts,
                    }
                    for entry in section.entries
                ],
            }
            for section in contents.sections
        ],
    }


def _kept_back(part: Withheld) -> Mapping[str, object]:
    return {
        "eventId": part.event_id,
        "section": part.section,
        "title": part.title,
        "recordedAt": part.recorded_at,
        "field": part.field,
        "isWhole": part.is_whole,
        "ground": part.ground,
        "why": part.why,
    }


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=_written)
    return text.encode() + b"\n"


def _written(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
