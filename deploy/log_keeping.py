"""How long looks are kept, and letting go of those whose time is over, from the command."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import psycopg
from psycopg.rows import dict_row

from deploy.output import Column, Output
from deploy.running import reached
from deploy.verbs import Here, Verb
from shared.access.tokens import is_opaque
from shared.kernel.clock import CIVIL_ZONE

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
TIME_NOT_OVER = "RT006"
DECIDE = """
    INSERT INTO access.retention (years, decided_by) VALUES (%(years)s, %(by)s)
    RETURNING years, decided_by AS "decidedBy", decided_at::text AS "decidedAt" """
DECIDED = "SELECT years, decided_by FROM access.retention ORDER BY decided_at DESC LIMIT 1"
MONTHS = """
    SELECT to_char(at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM') AS month, count(*) AS looks
    FROM access.look WHERE at < %(before)s GROUP BY 1 ORDER BY 1"""
CODE = """
    SELECT encode(sha256(coalesce(
        string_agg(sha256(access.canonical(l)), ''::bytea ORDER BY l.epoch, l.xid, l.seq),
        ''::bytea)), 'hex') AS code
    FROM access.look l WHERE l.at < %(before)s"""
LENGTH = 16


class PurgeRefused(Exception):  # noqa: N818
    """Looks are not let go of: their time is not over, or the list is not what was approved."""


class NotAnId(ValueError):  # noqa: N818
    """Who decides or purges is named by an opaque id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeList:
    """The looks that would go: how many of each month, and a code for exactly these."""

    months: Sequence[Mapping[str, Any]]
    code: str


def add_verbs(verb: Maker) -> None:
    """Add the verbs to the command."""
    kept = verb(
        "keep-access-log",
        keep,
        "write down for how long the committee has decided that looks are kept",
        "rodatraden keep-access-log --years 10 --by namnd-2026-11",
    )
    kept.add_argument("--years", required=True, type=int, help="from 1 to 100")
    kept.add_argument("--by", required=True, help="who decided: an opaque id, or the minutes'")
    purged = verb(
        "purge-access-log",
        purge,
        "list the looks before a day, or let go of exactly those once the list is approved",
        "rodatraden purge-access-log --before 2026-01-01 --list 3f1c... --by official-3",
    )
    purged.add_argument("--before", required=True, type=date.fromisoformat, metavar="DAY")
    purged.add_argument("--list", metavar="CODE", help="the approved list's; else it is shown")
    purged.add_argument("--by", help="who lets go of them: not the one who decided the time")


def keep(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Write the decision down; the latest holds. Nothing is let go of by it.

    Raises:
        NotAnId: it is not said by whom.
        PurgeRefused: that is no number of years.
    """
    by = _id(asked.by)
    if not 1 <= asked.years <= 100:
        raise PurgeRefused("looks are kept for 1 to 100 years")
    with (
        reached(here.var, here.env, output.tell) as target,
        psycopg.connect(target.admin_url, row_factory=dict_row) as admin,
    ):
        result = admin.execute(DECIDE, {"years": asked.years, "by": by}).fetchone() or {}
    output.show(result, rows=[result], columns=_columns(result))


def purge(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the list; or let go of what an approved list names, and of nothing else.

    Raises:
        NotAnId: it is not said by whom.
        PurgeRefused: the time is not over, the list is another by now, or one person did it all.
    """
    before = datetime.combine(asked.before, time.min, CIVIL_ZONE)
    with (
        reached(here.var, here.env, output.tell) as target,
        psycopg.connect(target.admin_url, row_factory=dict_row) as admin,
    ):
        found = _list(admin, before)
        gone = None if asked.list is None else _let_go(admin, before, found, asked)
    told = {"before": asked.before.isoformat(), "list": found.code, "gone": gone}
    output.tell(f"list {found.code}" + ("" if gone is None else f": {gone} let go of"))
    columns = [Column(title="month", field="month"), Column(title="looks", field="looks")]
    output.show({**told, "months": list(found.months)}, rows=found.months, columns=columns)


def _list(admin: psycopg.Connection[dict[str, Any]], before: datetime) -> PurgeList:
    asked = {"before": before}
    code = (admin.execute(CODE, asked).fetchone() or {})["code"]
    return PurgeList(months=admin.execute(MONTHS, asked).fetchall(), code=code[:LENGTH])


def _let_go(
    admin: psycopg.Connection[dict[str, Any]],
    before: datetime,
    found: PurgeList,
    asked: argparse.Namespace,
) -> int:
    by = _id(asked.by)
    decided = admin.execute(DECIDED).fetchone()
    if decided is None:
        raise PurgeRefused("nobody has decided for how long looks are kept")
    if decided["decided_by"] == by:
        raise PurgeRefused("whoever decided the time does not let go of the looks too")
    if asked.list != found.code:
        raise PurgeRefused("the list is another than the approved one: look at it again")
    try:
        gone = admin.execute("SELECT access.expire(%s, %s) AS gone", (before, by)).fetchone()
    except psycopg.Error as error:
        if error.sqlstate != TIME_NOT_OVER:
            raise
        raise PurgeRefused(f"looks are kept for {decided['years']} years") from None
    return int((gone or {})["gone"])


def _id(given: str | None) -> str:
    if not is_opaque(given or ""):
        raise NotAnId("say who, as an opaque id: --by")
    return str(given)


def _columns(result: Mapping[str, Any]) -> list[Column]:
    return [Column(title=name, field=name) for name in result]
