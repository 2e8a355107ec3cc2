"""Charts: a few kinds, each drawn as SVG from figures, with the same figures as a table.

Pure: figures in, a ``Chart`` out. Nothing is told by colour alone: marks differ by pattern, dash
and shape, and every chart has a name, a summary in words and a table beside it. Colours come from
the style sheet by class. ``data-value`` stands on every mark that draws a figure.
"""

from services.reporting.api.charts.bars import bars as bars
from services.reporting.api.charts.chart import Chart as Chart
from services.reporting.api.charts.chart import Series as Series
from services.reporting.api.charts.chart import Table as Table
from services.reporting.api.charts.intervals import Interval as Interval
from services.reporting.api.charts.intervals import intervals as intervals
from services.reporting.api.charts.lines import Band as Band
from services.reporting.api.charts.lines import lines as lines
from services.reporting.api.charts.timeline import Mark as Mark
from services.reporting.api.charts.timeline import Span as Span
from services.reporting.api.charts.timeline import timeline as timeline
