"""Personal and coordination numbers (personnummer, samordningsnummer): read, never guessed.

The number says which year was registered and which legal sex; the day in it may be a nearby
one, so no exact birth date is ever taken from it.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

_WRITTEN = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
_COORDINATION_DAYS = 60


class NumberKind(StrEnum):
    """Nummerslag: who issued the number, and to whom."""

    PERSONAL = "personal"
    COORDINATION = "coordination"


class InvalidIdentityNumber(ValueError):  # noqa: N818 - named for what it says of the number
    """What was written is no personal or coordination number. Never repeats what was written."""

    def __init__(self) -> None:
        super().__init__("Person- eller samordningsnumret är inte giltigt.")


@dataclass(frozen=True, slots=True, repr=False)
class IdentityNumber:
    """A number that passed its check digit. Twelve digits; its repr shows none of them."""

    digits: str

    @property
    def kind(self) -> NumberKind:
        """Say whether it is a personal number or a coordination number."""
        is_coordination = int(self.digits[6:8]) > _COORDINATION_DAYS
        return NumberKind.COORDINATION if is_coordination else NumberKind.PERSONAL

    @property
    def birth_year(self) -> int:
        """Return the registered year of birth."""
        return int(self.digits[:4])

    @property
    def legal_sex(self) -> Literal["female", "male"]:
        """Return the registered sex: the last digit but one is even for a woman."""
        return "male" if int(self.digits[10]) % 2 else "female"


def parse_identity_number(text: str, *, on: date) -> IdentityNumber:
    """Read ten or twelve digits, with ``-`` or ``+`` before the last four or without.

    Args:
        on: the day it was written; settles the century of a ten-digit number ("+" is used from
            the year the person turns a hundred).

    Raises:
        InvalidIdentityNumber: its form, its date or its check digit is wrong.
    """
    written = _WRITTEN.fullmatch(text.strip())
    if not written:
        raise InvalidIdentityNumber
    century, six, sign, four = written.groups()
    digits = f"{century or _century(int(six[:2]), sign, on)}{six}{four}"
    _require_date(digits, sign, on)
    if check_digit(digits[2:11]) != int(digits[11]):
        raise InvalidIdentityNumber
    return IdentityNumber(digits)


def registered_birth_day(digits: str) -> int | None:
    """Return the registered day of the month in twelve digits; None for anything else.

    It may be another than the true one, where a day's numbers had run out.
    """
    if len(digits) != 12 or not (digits.isascii() and digits.isdecimal()):
        return None
    day = int(digits[6:8])
    return day - _COORDINATION_DAYS if day > _COORDINATION_DAYS else day


def check_digit(nine: str) -> int:
    """Return the check digit of nine digits: their sum by weights 2, 1, 2 ... to the next ten."""
    total = sum(sum(divmod(int(digit) * (2 - index % 2), 10)) for index, digit in enumerate(nine))
    return -total % 10


def _century(year_of_century: int, sign: str, on: date) -> str:
    latest = on.year - 100 if sign == "+" else on.year
    return f"{latest - (latest - year_of_century) % 100:04}"[:2]


def _require_date(digits: str, sign: str, on: date) -> None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    try:
        date(year, month, day - _COORDINATION_DAYS if day > _COORDINATION_DAYS else day)
    except ValueError:
        raise InvalidIdentityNumber from None
    if year > on.year or (sign == "+" and on.year - year < 100):
        raise InvalidIdentityNumber
