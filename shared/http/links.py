"""Absolute links, as the caller's own gateway would write them."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.types import Scope

_PAIR = re.compile(r'(host|proto)=("?)([^";,\s]+)\2', re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")


def base_url(forwarded: str | None, public_url: str) -> str:
    """Return where the API stands for this caller, without a closing slash.

    Args:
        forwarded: the ``Forwarded`` header (RFC 7239) the gateway added; its first hop counts.
        public_url: what holds when no gateway says otherwise; its path always holds.
    """
    public = urlsplit(public_url.rstrip("/"))
    first = (forwarded or "").split(",", 1)[0]
    told = {match[1].lower(): match[3] for match in _PAIR.finditer(first)}
    host, proto = told.get("host", public.netloc), told.get("proto", public.scheme)
    if not _HOST.fullmatch(host) or proto not in ("http", "https"):
        host, proto = public.netloc, public.scheme
    return f"{proto}://{host}{public.path}"


def link(rel: str, href: str, method: str = "GET") -> dict[str, str]:
    """Return one link description object."""
    return {"rel": rel, "href": href, "method": method}


def with_query(base: str, scope: Scope, changed: Mapping[str, object]) -> str:
    """Return the address of this request with ``changed`` parameters, the others kept."""
    sent = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = [(name, value) for name, value in sent if name not in changed]
    query = urlencode([*kept, *((name, value) for name, value in changed.items())])
    return f"{base}{scope['path']}" + (f"?{query}" if query else "")
