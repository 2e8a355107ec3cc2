"""Clocks (klockor): every time limit of a matter, explained from what happened.

Owns: the pure function from happenings, catalogue and three axes of time to explained clocks.
Tells: rule and legal basis, what started, extended, paused and stopped it, both ends, its state.
Hears: nothing; whoever asks brings the happenings.
Never: reads a clock, a store or a network; hides a limit because nothing tells of its start yet.

``explain`` answers for one moment; ``look_back`` sets beside it what is known now.
"""

from shared.clocks.axes import Axes as Axes
from shared.clocks.explaining import explain as explain
from shared.clocks.explanation import Explanation as Explanation
from shared.clocks.explanation import State as State
from shared.clocks.happening import Happening as Happening
from shared.clocks.happening import duty_of as duty_of
from shared.clocks.happening import matter_of as matter_of
from shared.clocks.hindsight import Hindsight as Hindsight
from shared.clocks.hindsight import look_back as look_back
from shared.clocks.watched import Watched as Watched
from shared.clocks.watched import watched as watched
