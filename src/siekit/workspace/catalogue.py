"""The catalogue: one database, SQLite beside the files or PostgreSQL, with its migrations."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from siekit.workspace.foreign_words import said
from siekit.workspace.guards import guards_in, guards_wanted, make_guards
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"

WAIT_SECONDS = 30
"""How long a writer waits for another before it gives up."""

_WRITING = "siekit_writing"
_OUT_OF_RANGE = "22003"
"""What PostgreSQL says of a number that is larger than its column."""

_LOCK_NUMBER = 0x51E
"""The PostgreSQL lock under which migrations run."""


class Catalogue:
    """A way to the catalogue's database: `read()` and `write()` give connections.

    Each is one transaction; `write` holds the only right to write in SQLite from its beginning, so
    that what it read is still true when it writes.
    """

    def __init__(self, url: str) -> None:
        """Take a SQLAlchemy URL; nothing is opened yet."""
        self.engine = _engine(url)

    @property
    def dialect(self) -> str:
        """Which database it is: sqlite or postgresql."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one moment."""
        with _told(), self.engine.connect() as opened:
            if self.dialect == "postgresql":
                opened.execution_options(isolation_level="REPEATABLE READ")
            with opened.begin():
                yield opened

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes all come to stand, or none of them."""
        with _told(), self.engine.connect() as opened:
            opened.execution_options(**{_WRITING: True})
            with opened.begin():
                yield opened

    def upgrade(self, to: str = "head") -> None:
        """Bring the tables and guards to what this version needs; two at once take turns.

        `to` is an older revision only where a backup of it is read.
        """
        with self.write() as connection:
            if self.dialect == "postgresql":
                connection.execute(sa.text(f"select pg_advisory_xact_lock({_LOCK_NUMBER})"))
            current, newest = _revisions(connection)
            if current is not None and current not in _known():
                raise Refusal("catalogue_newer", found=current, known=newest)
            if current == newest and guards_in(connection) >= guards_wanted(self.dialect):
                return
            command.upgrade(_config(connection), to)
            make_guards(connection)

    def revision(self) -> str | None:
        """Return the revision that the database has, None before the first."""
        with self.read() as connection:
            return _revisions(connection)[0]

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def is_url(place: str) -> bool:
    """Tell whether a place is a database's address and no folder."""
    return "://" in place


def _engine(url: str) -> Engine:
    made = sa.engine.make_url(url)
    if made.get_backend_name() == "postgresql":
        try:
            return sa.create_engine(
                made.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10
            )
        except ModuleNotFoundError:
            raise Refusal("postgres_extra_missing") from None
    if made.get_backend_name() != "sqlite":
        raise Refusal("unknown_database", kind=made.get_backend_name())
    engine = sa.create_engine(made, connect_args={"timeout": WAIT_SECONDS})
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401, the driver's
    del record
    connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
    for setting in (
        "journal_mode = wal",
        "foreign_keys = on",
        "secure_delete = on",  # what is erased is not left in pages that are free
        "synchronous = full",  # what was acknowledged is there after a power cut
        f"busy_timeout = {WAIT_SECONDS * 1000}",
    ):
        connection.execute(f"pragma {setting}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads and then writes can fail at once, whatever the timeout.
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("begin immediate" if writing else "begin")


@contextmanager
def _told() -> Iterator[None]:
    """Turn a database that is gone, full or locked into a refusal with a remedy.

    And what nobody can have, since no database keeps it: a number larger than all, a zero byte.
    """
    try:
        yield
    except sa.exc.TimeoutError as error:
        raise Refusal(
            "catalogue_unavailable",
            reason="all ways to it are taken",
            reason_sv="alla vägar dit är upptagna",
        ) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise _no_such_number() from error
    except sa.exc.DataError as error:
        if getattr(error.orig, "sqlstate", None) == _OUT_OF_RANGE:
            raise _no_such_number() from error
        raise Refusal(
            "invalid",
            field="text",
            problem="it holds a character that cannot be kept: take it out.",
            problem_sv="den innehåller ett tecken som inte kan sparas: ta bort det.",
        ) from error
    except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
        reason = str(error.orig).strip()
        reason_sv = said("den", reason)
        raise Refusal("catalogue_unavailable", reason=reason, reason_sv=reason_sv) from error


def _no_such_number() -> Refusal:
    return Refusal(
        "not_found", what="row", what_sv="rad", id="of that number", id_sv="med det numret"
    )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revisions(connection: Connection) -> tuple[str | None, str]:
    """Return the revision that the database has, and the newest that we know."""
    current = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return current, str(newest)


def _known() -> set[str]:
    return {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
