"""From happenings, catalogue and axes to every clock of a person's matters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shared.catalogue import Catalogue
from shared.catalogue.clocks import Clock, Scope
from shared.catalogue.noting import told_facts
from shared.clocks.axes import Axes
from shared.clocks.explanation import Explanation
from shared.clocks.happening import Happening, Occurrence
from shared.clocks.history import History
from shared.clocks.run import Run
from shared.clocks.unseen import unseen
from shared.clocks.view import View


def explain(
    happenings: Iterable[Happening],
    catalogue: Catalogue,
    axes: Axes,
    *,
    told: frozenset[str] | None = None,
    scope: Scope = Scope.MATTER,
) -> Sequence[Explanation]:
    """Return every clock of the matters, in the order they started; those unseen come last.

    ``happenings`` are all of one person's; or, with ``scope``, of duties of the authority's own.
    ``told`` are the facts that something tells (all
    that the catalogue lets somebody note, if left out): a clock that waits for any other is not
    observable. What was not known yet makes no difference.
    """
    history = History.of(each for each in happenings if axes.knows(each))
    can_be_told = told_facts(catalogue) if told is None else told
    view = View(history, catalogue, axes, can_be_told, scope)
    explained: dict[str, Explanation] = {}
    for each in (*started(view), *unseen(view)):
        explained.setdefault(each.clock_id, each)
    return list(explained.values())


def started(view: View) -> Sequence[Explanation]:
    """Return every clock whose start is seen, in the order they started."""
    runs = [
        run
        for wordings in view.catalogue.tables.clocks.values()
        for rule, start in view.starts(wordings)
        for run in _rounds(view, rule, start)
    ]
    runs.sort(key=lambda run: (run.start.moment, run.rule.id, run.round))
    explained: dict[str, Explanation] = {}
    for each in (run.explained() for run in runs):
        explained.setdefault(each.clock_id, each)
    return list(explained.values())


def _rounds(view: View, rule: Clock, start: Occurrence) -> Iterator[Run]:
    """Yield the clock that ``start`` started, and after it those of a repeating duty."""
    run: Run | None = _run(view, rule, start, view.own_stop(start, rule))
    while run is not None:
        yield run
        run = _next(view, run)


def _run(view: View, rule: Clock, start: Occurrence, own: Occurrence | None = None) -> Run:
    stop = own or next(view.after(start, rule.stop), None)
    absorbed = view.absorbed(start, rule)
    if stop and absorbed:
        is_stopped = stop.moment <= absorbed.moment
        stop, absorbed = (stop, None) if is_stopped else (None, absorbed)
    return Run(view=view, rule=rule, start=start, stop=stop, absorbed=absorbed)


def _next(view: View, done: Run) -> Run | None:
    """Return the next round of a repeating duty, counted from when it was last done."""
    if done.stop is None or done.rule.repeat is None:
        return None
    rule = view.wording(done.rule.id, done.stop.day)
    if rule is None or rule.repeat is None:
        return None
    run = _run(view, rule, done.stop)
    return replace(run, round=done.round + 1, again=rule.repeat)
