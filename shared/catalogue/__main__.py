"""``python -m shared.catalogue``: check the files, and publish a new version of them."""

import argparse
import sys
from datetime import date
from pathlib import Path

from shared.catalogue.importing import import_bands
from shared.catalogue.load import SHIPPED, load
from shared.catalogue.reading import CatalogueFaulty
from shared.catalogue.sealing import AlreadyPublished, publish


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 when all is well, 1 when the files have faults."""
    asked = _parser().parse_args(arguments)
    directory: Path = asked.directory
    shipped, local = (SHIPPED, None) if directory == SHIPPED else (SHIPPED, directory)
    try:
        if asked.verb == "import-bands":
            told = f"{import_bands(asked.table, directory)} gränsvärden inlästa.\n"
            sys.stdout.write(told)
            return 0
        load(shipped, local=local, is_sealed=False)
        if asked.verb == "publish":
            publish(directory, asked.label, asked.valid_from, asked.decided_by, asked.change)
        else:
            load(shipped, local=local)
    except (CatalogueFaulty, AlreadyPublished) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write("Katalogen är hel.\n" if asked.verb == "check" else "Publicerad.\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="catalogue", description="Kontrollera och publicera.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="kontrollera filerna och att de är som publicerade")
    new = verbs.add_parser("publish", help="kontrollera filerna och publicera en ny version")
    bands = verbs.add_parser("import-bands", help="läs in gränsvärden från en tabell (CSV)")
    bands.add_argument("table", type=Path, help="tabellen, med semikolon mellan kolumnerna")
    bands.add_argument("directory", type=Path, help="den egna katalogens opublicerade version")
    for verb in (check, new):
        verb.add_argument("directory", type=Path, nargs="?", default=SHIPPED)
    new.add_argument("--label", required=True, help="versionens namn, till exempel 2026-2")
    new.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True)
    new.add_argument("--decided-by", required=True, help="vilket organ som beslutat, inte vem")
    new.add_argument("--change", required=True, help="vad som ändrats")
    return parser


if __name__ == "__main__":
    sys.exit(main())
