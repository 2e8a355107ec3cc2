"""Why a goal is missed, where it is: found by profiling, one sentence for each row's key."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "append.8.fast.ours.raw": "two cores are all there is: eight writers, eight backends and the "
    "registrar share them. By itself an append costs 1.2 times the INSERT (rights, stored name "
    "and previous version are checked, two more indexes); each event then costs 15-20 µs and "
    "each batch 0.7 ms more to be registered, in a table with two indexes of its own",
    "append.8.slow.ours.raw": "the same: here processors, not the flush, are the limit of the raw "
    "INSERT too, so that nothing of ours hides behind the wait for the disk",
    "append.8.slow.ours.library": "ten times the library is more than the raw INSERT in a "
    "transaction reaches on two cores",
    "rebuild.reporting.thread-entries": "one process, and 25 µs of Python an event: reading (4), "
    "decoding (6), folding (8), writing every event as a row of 16 columns (7); the two content "
    "hashes that show the rebuilt one equals the live one come on top",
    "rebuild.reporting.open-matters": "one process, and 17-19 µs of Python an event: reading (4), "
    "decoding strictly (8), folding (3), and what the server needs to find the rows in order",
    "post.report-event": "measured apart, a request's processor time rose from 10.4 to 11.8 times "
    "the bare route's since the goal was met: more read models hear each event",
    "visible.beside.p99": "reporting keeps watch lists, passages and figures from the same events "
    "on the same two cores; in a profile of it alone the watch lists took over half of the time",
}
