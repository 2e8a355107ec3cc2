"""Everybody who builds on facts in every service alike."""

from collections.abc import Sequence

from shared.catalogue import Catalogue
from shared.corrections.clocks import clocks
from shared.corrections.delivered import delivered_reports
from shared.corrections.impact import Dependant
from shared.corrections.published import published_figures
from shared.corrections.watching import watch_list


def everybody(catalogue: Catalogue) -> Sequence[Dependant]:
    """Return who is asked: clocks, watch lists, delivered reports and published figures."""
    return (
        clocks(catalogue),
        watch_list(catalogue),
        delivered_reports(catalogue),
        published_figures(catalogue),
    )
