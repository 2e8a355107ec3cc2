"""What must hold between the entries of a catalogue; each fault is named, none stops the rest."""

from collections.abc import Mapping

from shared.catalogue.checks import (
    administration,
    clocks,
    delegation,
    figures,
    law,
    lists,
    references,
    watching,
)
from shared.catalogue.checks.walk import Walk
from shared.catalogue.lookup import Tables
from shared.catalogue.reading import Fault


def check(tables: Tables, files: Mapping[str, str]) -> list[Fault]:
    """Return every fault between the entries; ``files`` says where each table was read.

    What does not exist is named first and alone: the other checks follow references.
    """
    walk = Walk(tables, files)
    dangling = [*references.check(walk)]
    if dangling:
        return dangling
    return [
        *lists.check(walk),
        *law.check(walk),
        *delegation.check(walk),
        *clocks.check(walk),
        *watching.check(walk),
        *figures.check(walk),
        *administration.check(walk),
    ]
