"""Which file a matter belongs to: the services agree on it without asking each other."""

from uuid import UUID, uuid5


def file_of(person_id: UUID, retention_group: str) -> UUID:
    """Return the id of the person's file in that retention group of the catalogue.

    What is kept and destroyed together rests under one key: intake, investigation and
    intervention of one person and group therefore arrive at the same id.
    """
    return uuid5(person_id, f"file:{retention_group}")
