"""Figure facts: each matter in the columns that figures count, as known from position to position.

A row is never changed but for its last position, so that a figure as known at any position is a
plain question to the table. A person has such rows too, for sex, year of birth, district, and
which pseudonym stands for them all once some were found to be one.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

STILL = 2**63 - 1
"""The last position of what still holds."""

FACTS = sa.Table(
    "figure_fact",
    sa.MetaData(schema="reporting"),
    sa.Column("fact_id", sa.Uuid, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("until_position", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("parent_id", sa.Uuid),
    sa.Column("person_id", sa.Uuid),
    sa.Column("case_type", sa.Text),
    sa.Column("type_code", sa.Text),
    sa.Column("origin", sa.Text),
    sa.Column("reason_codes", ARRAY(sa.Text), nullable=False),
    sa.Column("legal_basis_id", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("ending_code", sa.Text),
    sa.Column("channel", sa.Text),
    sa.Column("is_external", sa.Boolean),
    sa.Column("is_needs_assessed", sa.Boolean),
    sa.Column("is_over_four_months", sa.Boolean),
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("granted_on", sa.Date),
    sa.Column("executed_on", sa.Date),
    sa.Column("last_contact_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("decider_role", sa.Text),
)
PERSONS = sa.Table(
    "figure_person",
    sa.MetaData(schema="reporting"),
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("until_position", sa.BigInteger, nullable=False),
    sa.Column("one_id", sa.Uuid, nullable=False),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("birth_year", sa.Integer),
    sa.Column("district_code", sa.Text),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact:
    """A matter, as far as figures ask, at some position of the ledger."""

    fact_id: UUID
    kind: str  # application, intake, investigation, decision, intervention
    began_on: date
    parent_id: UUID | None = None  # the matter it came from
    person_id: UUID | None = None
    case_type: str | None = None
    type_code: str | None = None  # of intervention
    origin: str | None = None
    reason_codes: tuple[str, ...] = ()  # of an intake or a decision
    legal_basis_id: str | None = None
    outcome: str | None = None  # of an intake, which way; of an investigation, with or without
    ending_code: str | None = None
    channel: str | None = None
    is_external: bool | None = None
    is_needs_assessed: bool | None = None
    is_over_four_months: bool | None = None
    granted_on: date | None = None
    executed_on: date | None = None
    last_contact_on: date | None = None  # only once it is closed
    ended_on: date | None = None
    decider_role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePerson:
    """A pseudonym, as far as figures ask: whose it is, and what is known of them."""

    person_id: UUID
    one_id: UUID  # the pseudonym that stands for the person
    sex: str
    birth_year: int | None
    district_code: str | None
