"""JSON lines about calls and faults: no query strings, no tokens, no personal data."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

from shared.http.call import Call
from shared.http.trace import trace_id

ACCESS = logging.getLogger("rodatraden.access")
FAULTS = logging.getLogger("rodatraden.faults")


class JsonLines(logging.Formatter):
    """One JSON object a line. What a record brings in ``fields`` stands beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as one line; of an exception its kind and frames, not its words."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["fault"] = _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def log_as_json(level: int = logging.INFO) -> None:
    """Let this process log JSON lines on standard error; a service's launcher calls it once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def log_access(call: Call, route: str, seconds: float) -> None:
    """Say that ``call`` was answered: the route's template, never the path that was asked for."""
    if not ACCESS.isEnabledFor(logging.INFO):
        return
    client = call.authenticated.actor.client_id if call.authenticated else None
    fields = {
        "requestId": str(call.request_id),
        "traceId": trace_id(call.traceparent),
        "api": call.edge.info.name,
        "method": call.scope["method"],
        "route": route,
        "status": call.status,
        "milliseconds": round(seconds * 1000, 1),
        "client": client,
    }
    ACCESS.info("answered", extra={"fields": fields})


def log_fault(call: Call, error: BaseException) -> None:
    """Say that ``call`` met a fault of ours."""
    fields = {
        "requestId": str(call.request_id),
        "traceId": trace_id(call.traceparent),
        "fault": _told(error),
    }
    FAULTS.error("unexpected fault", extra={"fields": fields})


def _told(error: BaseException) -> dict[str, object]:
    """Return the kind and the frames of ``error``. Its words may quote what was sent."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "kind": type(error).__qualname__,
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        "cause": type(error.__cause__).__qualname__ if error.__cause__ else None,
    }
