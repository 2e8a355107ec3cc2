"""Each dimension as a column of the question that counts."""

from collections.abc import Mapping, Sequence

from shared.catalogue.figures import Counting, Dimension, FactKind, Moment, Span

UNKNOWN = "unknown"
_REASONED = {FactKind.INTAKE: "f", FactKind.APPLICATION: "f"}
"""What tells the reasons of a matter: itself, or the intake that it came from."""

MOMENTS: Mapping[Moment, str] = {
    Moment.BEGAN: "f.began_on",
    Moment.GRANTED: "coalesce(f.granted_on, f.began_on)",
    Moment.EXECUTED: "f.executed_on",
    Moment.ENDED: "f.ended_on",
}
SPANS: Mapping[Span, str] = {
    Span.WHOLE: "f.ended_on - f.began_on",
    Span.FINISHING: "f.ended_on - f.last_contact_on",
    Span.WAITING: "f.executed_on - coalesce(f.granted_on, f.began_on)",
    Span.MONTHS: "NULL::integer",
}
KNOWN = "{0}.from_position <= %(known)s AND %(known)s < {0}.until_position"
ONE = "coalesce(p.one_id, f.person_id)"
"""The pseudonym that stands for the person, whichever the matter has."""
BEGAN_ANEW = f"""
    SELECT 1 FROM reporting.figure_person q
    JOIN reporting.figure_fact g ON g.person_id = q.person_id AND {KNOWN.format("g")}
    WHERE q.one_id = {ONE} AND {KNOWN.format("q")} AND g.kind = f.kind
      AND g.case_type IS NOT DISTINCT FROM f.case_type
      AND g.type_code IS NOT DISTINCT FROM f.type_code
      AND g.began_on > f.ended_on + 1 AND g.began_on <= f.ended_on + interval '12 months'"""
"""What begins the day after is the same that goes on."""
_PLAIN: Mapping[Dimension, str] = {
    Dimension.SEX: "coalesce(p.sex, 'unknown')",
    Dimension.PLACE: "coalesce(p.district_code, 'unknown')",
    Dimension.WAY: "coalesce(f.outcome, 'unknown')",
    Dimension.OUTCOME: "coalesce(f.outcome, 'unknown')",
    Dimension.RESULT: "coalesce(f.outcome, 'unknown')",
    Dimension.LAW: "coalesce(split_part(f.legal_basis_id, '-', 1), 'unknown')",
    Dimension.KIND: "coalesce(f.type_code, 'unknown')",
    Dimension.ENDING: "coalesce(f.ending_code, 'unknown')",
    Dimension.CHANNEL: "coalesce(f.channel, 'unknown')",
    Dimension.LATE: "CASE f.is_over_four_months WHEN true THEN 'yes' WHEN false THEN 'no'"
    " ELSE 'unknown' END",
    Dimension.PROVIDER: "CASE WHEN f.is_external THEN 'external' ELSE 'own' END",
    Dimension.ASSESSED: "CASE WHEN f.is_needs_assessed THEN 'yes' ELSE 'no' END",
    Dimension.DECIDER: "coalesce(f.decider_role, 'unknown')",
    Dimension.RETURNED: f"CASE WHEN EXISTS ({BEGAN_ANEW}) THEN 'yes' ELSE 'no' END",
}
SEVERAL = frozenset({Dimension.REASON, Dimension.GROUND})
"""A matter may have several of these: the column is a list."""
YES_NO = ("no", "yes")


def reasoned(of: FactKind) -> str:
    """Return what the reasons are read from: the matter itself, or ``r``, its intake."""
    return _REASONED.get(of, "r")


def column(name: str, counting: Counting) -> str:
    """Return the dimension as SQL; codes of the catalogue arrive as parameters."""
    source = reasoned(counting.of)
    match name:
        case Dimension.AGE:
            return banded("%(year)s - p.birth_year", counting.ages)
        case Dimension.DAYS:
            return banded("f.ended_on - f.began_on", counting.day_bands)
        case Dimension.MONTH:
            return f"to_char({MOMENTS[counting.moment]}, 'MM')"
        case Dimension.AREA:
            return _areas(counting)
        case Dimension.REASON:
            return _list(f"{source}.reason_codes")
        case Dimension.GROUND:
            return _list("f.reason_codes")
        case Dimension.ORIGIN:
            return f"coalesce({source}.origin, 'unknown')"
        case _ if name in (counting.groups or {}):
            codes = f"coalesce({source}.reason_codes, '{{}}')"
            return f"CASE WHEN {codes} && %(group_{name})s::text[] THEN 'yes' ELSE 'no' END"
        case _:
            return _PLAIN[Dimension(name)]


def parameters(counting: Counting) -> Mapping[str, Sequence[str]]:
    """Return the codes that columns of the counting ask for."""
    groups = {f"group_{name}": list(codes) for name, codes in (counting.groups or {}).items()}
    return {**groups, **{f"area_{name}": list(each) for name, each in counting.areas.items()}}


def known_values(counting: Counting) -> Mapping[str, Sequence[str]]:
    """Return the values of each dimension that has the same ones whatever was counted."""
    return {
        Dimension.SEX: ("female", "male"),
        Dimension.AGE: counting.ages,
        Dimension.DAYS: counting.day_bands,
        Dimension.MONTH: tuple(f"{month:02}" for month in range(1, 13)),
        Dimension.AREA: tuple(counting.areas),
        Dimension.LATE: YES_NO,
        Dimension.RESULT: ("with", "without"),
        Dimension.CHANNEL: ("digital", "paper"),
        Dimension.PROVIDER: ("external", "own"),
        Dimension.ASSESSED: YES_NO,
        Dimension.RETURNED: YES_NO,
        **dict.fromkeys(counting.groups or {}, YES_NO),
    }


def banded(value: str, bands: Sequence[str]) -> str:
    """Return SQL for the band that ``value`` lies in; below the first one is a mistake."""
    whens = []
    for band in bands:
        first, last = band.split("-")
        upper = f" AND {value} <= {int(last)}" if last else ""
        whens.append(f"WHEN {value} >= {int(first)}{upper} THEN '{band}'")
    return f"CASE {' '.join(whens)} ELSE 'unknown' END" if whens else "'unknown'"


def _areas(counting: Counting) -> str:
    whens = [f"WHEN f.case_type = ANY (%(area_{name})s) THEN '{name}'" for name in counting.areas]
    return f"CASE {' '.join(whens)} ELSE 'unknown' END" if whens else "'unknown'"


def _list(codes: str) -> str:
    return f"CASE WHEN cardinality({codes}) > 0 THEN {codes} ELSE '{{unknown}}'::text[] END"
