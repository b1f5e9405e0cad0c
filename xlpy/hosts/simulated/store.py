"""The embedded host's state: one SQLite file, one transaction per command.

`BEGIN IMMEDIATE` is the lock between processes; SQLite's journal makes a command whole or void, also
when the process is killed at any instruction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xlpy.errors import StateError

SCHEMA_VERSION = 2
LOCK_TIMEOUT_S = 120.0

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    free_pages INTEGER NOT NULL CHECK (free_pages >= 0),
    low_free_pages INTEGER NOT NULL DEFAULT 0
        CHECK (low_free_pages BETWEEN 0 AND free_pages)
);
CREATE TABLE domain (
    domid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    uuid TEXT NOT NULL,
    type TEXT NOT NULL,
    pages INTEGER NOT NULL,
    max_pages INTEGER NOT NULL,
    vcpus_online INTEGER NOT NULL,
    vcpus_max INTEGER NOT NULL,
    running INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    shutdown_reason INTEGER,
    dying INTEGER NOT NULL,
    cpu_time_ns INTEGER NOT NULL,
    pool INTEGER NOT NULL,
    node_affinity TEXT NOT NULL,
    hard_affinity TEXT NOT NULL,
    soft_affinity TEXT NOT NULL,
    policy TEXT NOT NULL,
    reasons TEXT NOT NULL,
    config TEXT NOT NULL,
    vcpus_available INTEGER NOT NULL DEFAULT 0,
    affinity_is_automatic INTEGER NOT NULL DEFAULT 0,
    started_ns INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE domain_pages (
    domid INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,
    vnode INTEGER NOT NULL,
    node INTEGER NOT NULL REFERENCES node,
    pages INTEGER NOT NULL CHECK (pages >= 0),
    low_pages INTEGER NOT NULL DEFAULT 0 CHECK (low_pages BETWEEN 0 AND pages),
    PRIMARY KEY (domid, vnode, node)
) WITHOUT ROWID;
CREATE TABLE vnuma (
    domid INTEGER PRIMARY KEY REFERENCES domain ON DELETE CASCADE,
    topology TEXT NOT NULL,
    detail TEXT
);
CREATE TABLE console (seq INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
"""
"""What the columns mean beyond their names.

`domain_pages.vnode` is NO_VNODE for pages that belong to no vnode, OVERHEAD for pages that Xen took
for the domain without giving them to it, POD_CACHE for those that wait to be given on demand. `low`
pages lie below the width that Xen keeps for DMA.
`domain.started_ns` is the host's time since boot when the domain was made; `vcpus_available` are those
the toolstack offers, `vcpus_online` those the domain has brought up.
"""

NO_VNODE, OVERHEAD, POD_CACHE = -1, -2, -3

UPGRADES = {
    1: """
ALTER TABLE node ADD COLUMN low_free_pages INTEGER NOT NULL DEFAULT 0
    CHECK (low_free_pages BETWEEN 0 AND free_pages);
ALTER TABLE domain ADD COLUMN vcpus_available INTEGER NOT NULL DEFAULT 0;
ALTER TABLE domain ADD COLUMN affinity_is_automatic INTEGER NOT NULL DEFAULT 0;
ALTER TABLE domain ADD COLUMN started_ns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE domain_pages ADD COLUMN low_pages INTEGER NOT NULL DEFAULT 0
    CHECK (low_pages BETWEEN 0 AND pages);
UPDATE domain SET vcpus_available = vcpus_online;
""",
}
"""What makes a state of the version before into one of the next, by the version before."""


_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_NESTED = ("SAVEPOINT nested", "RELEASE nested", ("ROLLBACK TO nested", "RELEASE nested"))


class _Connection(sqlite3.Connection):
    """A connection that tells a damaged file from a mistake of ours."""

    path = ""

    def execute(self, *args: Any) -> sqlite3.Cursor:
        try:
            return super().execute(*args)
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                raise damaged(self.path, error) from None
            raise


class Store:
    """An open state file. Reads outside `writing()` see the last whole command."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._depth = 0
        self.db: _Connection
        try:
            self.db = sqlite3.connect(
                path, timeout=LOCK_TIMEOUT_S, isolation_level=None, factory=_Connection
            )
            self.db.path = path
            self.db.execute("PRAGMA foreign_keys = ON")
            self.db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        except sqlite3.Error as error:
            raise _unusable(path, error) from None

    def initialised(self) -> bool:
        """Whether the file holds a host, of a version this program knows."""
        try:
            if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                return False
        except sqlite3.DatabaseError as error:
            raise _unusable(self.path, error) from None
        version = self.meta("schema_version")
        if version in UPGRADES:
            self._upgrade()
            version = SCHEMA_VERSION
        if version != SCHEMA_VERSION:
            raise StateError(
                f"{self.path} is a state of version {version}, this xlpy knows {SCHEMA_VERSION}",
                hint="use the xlpy that made it, or start afresh with xl host init PROFILE --force",
            )
        return True

    def _upgrade(self) -> None:
        """Bring a state of an older version up to date, in one transaction."""
        with self.writing() as db:
            while (version := self.meta("schema_version")) in UPGRADES:
                for statement in UPGRADES[version].split(";"):
                    db.execute(statement)
                if version == 1:
                    from xlpy.hosts.simulated.upgrade import complete_profile

                    complete_profile(self)
                self.set_meta("schema_version", version + 1)

    def meta(self, key: str) -> Any:
        """A value of the meta table; None where absent."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: object) -> None:
        """Write a value of the meta table."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction. An exception undoes all of it; of a nested use, all since that began."""
        begin, end, undo = _NESTED if self._depth else _OUTER
        try:
            self.db.execute(begin)
        except sqlite3.OperationalError as error:
            raise _unusable(self.path, error) from None
        self._depth += 1
        try:
            yield self.db
            self.db.execute(end)
        except BaseException as error:
            if self.db.in_transaction:
                for statement in undo:
                    self.db.execute(statement)
            if isinstance(error, sqlite3.OperationalError) and _is_outside(error):
                raise _unusable(self.path, error) from None
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Be the only writer, from the first read on."""
        with self.writing():
            yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see the same state."""
        if self._depth or self.db.in_transaction:
            yield self.db
            return
        self.db.execute("BEGIN")
        try:
            yield self.db
        finally:
            self.db.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self.db.close()


def as_bytes(text: str) -> bytes:
    """A name for `CAST(? AS TEXT)`: xl's names are bytes, and need not be UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def _is_outside(error: sqlite3.OperationalError) -> bool:
    """Whether the disk or another process is to blame, not a statement of ours."""
    return error.sqlite_errorcode & 0xFF in {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
    }  # fmt: skip


def damaged(path: str, error: Exception) -> StateError:
    """What to say of a state file whose contents cannot be."""
    return StateError(
        f"the state file {path} is damaged: {error}",
        hint="start afresh with xl host init PROFILE --force",
    )


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT or "no such table" in str(error)


def _unusable(path: str, error: sqlite3.Error) -> StateError:
    return StateError(
        f"the state file {path} cannot be used: {error}",
        hint="check the directory named by XLPY_STATE_DIR and its permissions",
    )
