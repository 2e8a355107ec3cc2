"""Which file something rests in: the key its sealed texts are opened with, and destroyed by."""

from uuid import UUID, uuid5

IDENTITY_GROUP = "person-register"
"""The retention group of identities: a file apart from those of a person's matters."""


def file_of(person_id: UUID, retention_group: str) -> UUID:
    """Return the id of the one file that a person (or a report) has of that kind."""
    return uuid5(person_id, f"file:{retention_group}")


def file_of_matter(matter_id: UUID) -> UUID:
    """Return the id of the file of a matter that begins: what comes of it rests there too.

    Each matter has its own, so that one can be destroyed while another must be kept, and so that
    a person who comes back never meets a destroyed file.
    """
    return uuid5(matter_id, "file")
