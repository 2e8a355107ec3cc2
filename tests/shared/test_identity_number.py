"""Personnummer och samordningsnummer: läsas, aldrig gissas."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.identity_number import (
    InvalidIdentityNumber,
    NumberKind,
    check_digit,
    parse_identity_number,
)

TODAY = date(2026, 11, 22)
TEST_NUMBERS = ("191212121212", "199006022397", "199107172380", "199312172381", "200001052380")

birth_dates = st.dates(date(1910, 1, 1), TODAY)
serials = st.integers(0, 999)


def number(born: date, serial: int, *, is_coordination: bool = False) -> str:
    day = born.day + (60 if is_coordination else 0)
    eleven = f"{born:%Y%m}{day:02}{serial:03}"
    return f"{eleven}{check_digit(eleven[2:])}"


@pytest.mark.parametrize("written", TEST_NUMBERS)
def test_the_official_test_numbers_are_read(written: str) -> None:
    assert parse_identity_number(written, on=TODAY).digits == written


@pytest.mark.parametrize(
    "written", ["6408233234", "640823-3234", "19640823-3234", " 640823-3234 "]
)
def test_every_common_way_of_writing_is_the_same_number(written: str) -> None:
    assert parse_identity_number(written, on=TODAY).digits == "196408233234"


@pytest.mark.parametrize("written", ["7010632391", "640883-3231"])
def test_a_coordination_number_is_told_by_its_day(written: str) -> None:
    assert parse_identity_number(written, on=TODAY).kind is NumberKind.COORDINATION


def test_a_hyphen_means_the_person_has_not_yet_turned_a_hundred() -> None:
    assert parse_identity_number("121212-1212", on=TODAY).birth_year == 2012
    assert parse_identity_number("121212+1212", on=TODAY).birth_year == 1912


def test_the_plus_sign_is_used_from_the_year_one_turns_a_hundred() -> None:
    assert parse_identity_number("121212-1212", on=date(2011, 12, 31)).birth_year == 1912
    assert parse_identity_number("121212+1212", on=date(2012, 1, 1)).birth_year == 1912


@pytest.mark.parametrize(
    ("written", "sex"), [("199006022397", "male"), ("199107172380", "female")]
)
def test_the_legal_sex_follows_the_last_digit_but_one(written: str, sex: str) -> None:
    assert parse_identity_number(written, on=TODAY).legal_sex == sex


@pytest.mark.parametrize(
    "written",
    [
        "",
        "okänt",
        "199006022398",  # wrong check digit
        "640883-3224",  # seen in print, and wrong
        "19900602239",
        "199013022397",  # no such month
        "199002302397",  # no such day
        "209006022397",  # not born yet
        "19900602+2397",  # not a hundred yet
        "１９９００６０２２３９７",  # digits, but not these
    ],
)
def test_what_is_no_number_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(InvalidIdentityNumber) as refused:
        parse_identity_number(written, on=TODAY)
    assert not written or written not in str(refused.value)


def test_a_number_never_shows_itself() -> None:
    assert "2397" not in repr(parse_identity_number("199006022397", on=TODAY))


@given(birth_dates, serials, st.booleans())
def test_twelve_digits_come_back_as_they_were(born: date, serial: int, coordination: bool) -> None:
    written = number(born, serial, is_coordination=coordination)
    read = parse_identity_number(written, on=TODAY)
    assert (read.digits, read.birth_year) == (written, born.year)
    assert (read.kind is NumberKind.COORDINATION) is coordination


@given(birth_dates, serials)
def test_ten_digits_with_the_right_sign_find_their_century(born: date, serial: int) -> None:
    twelve = number(born, serial)
    sign = "+" if TODAY.year - born.year >= 100 else "-"
    read = parse_identity_number(f"{twelve[2:8]}{sign}{twelve[8:]}", on=TODAY)
    assert read.digits == twelve


@given(birth_dates, serials, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born: date, serial: int, place: int, by: int) -> None:
    digits = number(born, serial)
    changed = f"{digits[:place]}{(int(digits[place]) + by) % 10}{digits[place + 1 :]}"
    with pytest.raises(InvalidIdentityNumber):
        parse_identity_number(changed, on=TODAY + timedelta(days=1))
