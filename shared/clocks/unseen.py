"""Clocks that may have started unseen: nothing tells yet of what starts them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shared.catalogue.clocks import Clock, Scope
from shared.clocks.explanation import Explanation, State
from shared.clocks.happening import Happening
from shared.clocks.legal_bases import bases_between
from shared.clocks.view import View


def unseen(view: View) -> Iterator[Explanation]:
    """Yield, for each thread, the rules of its case types whose start may be an untold fact."""
    day = view.axes.rules_as_of or view.axes.valid_at
    threads = defaultdict(list)
    for each in view.history.happenings:
        if each.happened_on <= view.axes.valid_at:
            threads[each.thread_id].append(each)
    for thread in threads.values():
        for wordings in view.catalogue.tables.clocks.values():
            for rule in wordings:
                waits_for = _untold(view, rule)
                if waits_for and rule.is_in_force(day) and _may_run(view, rule, thread):
                    yield _explained(view, rule, thread[0], waits_for)


def _untold(view: View, rule: Clock) -> tuple[str, ...]:
    named = (each.fact for each in rule.start)
    return tuple(fact for fact in named if fact is not None and fact not in view.told)


def _may_run(view: View, rule: Clock, thread: Sequence[Happening]) -> bool:
    """Whether the rule is for such matters, and what it requires has happened in the thread."""
    types = {each.fields["case_type"] for each in thread if each.fields.get("case_type")}
    if rule.scope is not Scope.MATTER or not types:
        return False
    if "all" not in rule.case_types and types.isdisjoint(rule.case_types):
        return False
    required = view.history.occurrences(rule.requires, view.axes.valid_at)
    here = thread[0].thread_id
    return not rule.requires or any(each.happening.thread_id == here for each in required)


def _explained(
    view: View, rule: Clock, first: Happening, waits_for: tuple[str, ...]
) -> Explanation:
    day = view.axes.rules_as_of or view.axes.valid_at
    return Explanation(
        rule=rule,
        catalogue_version=view.catalogue.version,
        legal_basis_ids=bases_between(view.catalogue, rule, day, day),
        thread_id=first.thread_id,
        matter_id=None,
        person_id=first.person_id,
        round=1,
        started_by=None,
        stopped_by=None,
        absorbed_by=None,
        extended_by=(),
        paused_by=(),
        nominal_on=None,
        effective_on=None,
        days_left=None,
        state=State.NOT_OBSERVABLE,
        breached_on=None,
        waits_for=waits_for,
    )
