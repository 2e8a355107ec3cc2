"""PostgreSQL URLs: the same server under another login or with another database."""

from urllib.parse import quote, unquote, urlsplit, urlunsplit

DEFAULT_DATABASE = "rodatraden"
_MAINTENANCE = {"", "postgres", "template1"}


class UrlRefused(ValueError):  # noqa: N818
    """A database URL is not PostgreSQL's; it is not repeated, for it may hold a password."""


def store_url(url: str) -> str:
    """Return ``url`` as libpq reads it, naming the database that the store lives in.

    A driver suffix (``postgresql+psycopg``) goes. A URL that names no database, or the server's
    own, means ``rodatraden``: the store has a database to itself.

    Raises:
        UrlRefused: the URL is not PostgreSQL's.
    """
    scheme, _, rest = url.partition(":")
    if scheme.split("+")[0] not in {"postgres", "postgresql"}:
        raise UrlRefused("the database URL does not begin with postgresql:")
    url = f"postgresql:{rest}"
    return url if database_of(url) not in _MAINTENANCE else with_database(url, DEFAULT_DATABASE)


def database_of(url: str) -> str:
    """Return the name of the database in ``url``."""
    return unquote(urlsplit(url).path.lstrip("/"))


def with_database(url: str, name: str) -> str:
    """Return ``url`` with another database of the same server."""
    return _assemble(url, path=f"/{quote(name, safe='')}")


def with_login(url: str, user: str, password: str) -> str:
    """Return ``url`` for another login of the same server."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    return _assemble(url, netloc=f"{quote(user, safe='')}:{quote(password, safe='')}@{host}")


def _assemble(url: str, **changed: str) -> str:
    # urlunsplit drops the "//" of an empty host part, which libpq needs
    parts = urlsplit(url)._replace(**changed)
    if parts.netloc:
        return urlunsplit(parts)
    return f"{parts.scheme}://{urlunsplit(parts._replace(scheme=''))}"
