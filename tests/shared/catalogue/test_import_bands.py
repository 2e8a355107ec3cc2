"""Läs in gränsvärden: a table becomes bands of the municipality's own, or nothing at all."""

from datetime import date
from pathlib import Path

import pytest

from shared.catalogue import Catalogue
from shared.catalogue.__main__ import main
from shared.catalogue.importing import import_bands
from shared.catalogue.load import SHIPPED, load
from shared.catalogue.reading import CatalogueFaulty
from shared.catalogue.sealing import AlreadyPublished, publish

HEAD = "code;instrument;version;scale;name;minimum;maximum;source;valid_from;valid_to\n"
LOW = "a-low;audit;1;total;Exempel låg;0;7;Exempelmanual s. 1;2026-01-01;\n"
HIGH = "a-high;audit;1;total;Exempel hög;8;40;Exempelmanual s. 1;2026-01-01;\n"
DAY = date(2026, 6, 1)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    made = tmp_path / "2026-9"
    made.mkdir()
    return made


def table(own: Path, text: str) -> Path:
    path = own.parent / "bands.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_no_band_is_shipped(catalogue: Catalogue) -> None:
    assert catalogue.bands("audit", "1", "total", DAY) == ()


def test_bands_are_imported_and_found_lowest_first(own: Path) -> None:
    assert import_bands(table(own, HEAD + HIGH + LOW), own) == 2
    found = load(SHIPPED, local=own, is_sealed=False)
    bands = found.bands("audit", "1", "total", DAY)
    assert [(each.name, each.minimum, each.maximum) for each in bands] == [
        ("Exempel låg", 0, 7),
        ("Exempel hög", 8, 40),
    ]
    assert found.bands("audit", "1", "total", date(2025, 12, 31)) == ()
    assert found.bands("sdq", "1", "total", DAY) == ()


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (LOW.replace("audit", "audit-x"), "hör till en skala som inte finns"),
        (LOW.replace(";total;", ";other;"), "hör till en skala som inte finns"),
        (LOW.replace(";0;7;", ";0;41;"), "utanför skalan"),
        (LOW.replace(";0;7;", ";7;0;"), "i fel ordning"),
        (LOW.replace(";0;7;", ";0;8;"), "överlappar"),
        (LOW.replace("Exempelmanual s. 1", ""), "source saknas"),
        (LOW.replace(";0;7;", ";noll;7;"), "minimum ska vara ett heltal"),
        (LOW.replace("2026-01-01", "i år"), "valid_from ska vara ett datum"),
        (HIGH, "står på mer än en rad"),
    ],
)
def test_a_table_with_a_fault_changes_nothing(own: Path, row: str, what: str) -> None:
    import_bands(table(own, HEAD + HIGH), own)
    before = (own / "bands.toml").read_text(encoding="utf-8")
    with pytest.raises(CatalogueFaulty, match=what):
        import_bands(table(own, HEAD + HIGH + row), own)
    assert (own / "bands.toml").read_text(encoding="utf-8") == before


def test_a_table_without_a_column_is_refused_by_its_name(own: Path) -> None:
    with pytest.raises(CatalogueFaulty, match="source: kolumnen saknas"):
        import_bands(table(own, HEAD.replace(";source", "") + LOW), own)
    assert not (own / "bands.toml").exists()


def test_a_published_version_is_never_changed(own: Path) -> None:
    import_bands(table(own, HEAD + LOW), own)
    publish(own, "2026-9", date(2026, 1, 1), "Nämnden", "Gränsvärden.")
    with pytest.raises(AlreadyPublished):
        import_bands(table(own, HEAD + HIGH), own)


def test_the_command_says_how_many_or_what_is_wrong(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-bands", str(table(own, HEAD + LOW)), str(own)]) == 0
    assert capsys.readouterr().out == "1 gränsvärden inlästa.\n"
    assert main(["import-bands", str(table(own, "code\n")), str(own)]) == 1
    assert "kolumnen saknas" in capsys.readouterr().err
