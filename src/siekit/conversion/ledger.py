"""The sums of one document's current year, and the questions that are asked about them."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

import duckdb

from siekit.conversion.sound import OVERFLOW
from siekit.exceptions import NotConvertibleError

if TYPE_CHECKING:
    from types import TracebackType

    import pyarrow as pa

    from siekit.conversion.work import Work

VOUCHERS = ("the vouchers' rows", "verifikationernas rader")
MONTHS = ("the months (#PSALDO)", "månaderna (#PSALDO)")


class Ledger:
    """The tables of a document and the sums of `figures.sql`, for as long as it is open."""

    def __init__(self, work: Work, *, by_vouchers: bool) -> None:
        """Take the document; nothing is added up before it is asked for.

        `by_vouchers` says that its vouchers are all of the year's, else its months are what
        moved.
        """
        self._work = work
        self.has_vouchers = by_vouchers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if "_connection" in self.__dict__:
            self._connection.close()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection = self._work.connection()
        text = files("siekit.conversion").joinpath("figures.sql").read_text("utf-8")
        text = text.replace(":by_vouchers", str(self.has_vouchers).lower())
        try:
            for statement in text.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        except duckdb.OutOfRangeException as error:
            connection.close()
            raise NotConvertibleError(OVERFLOW.format(name=self._work.name)) from error
        return connection

    def table(self, query: str) -> pa.Table:
        """Return the answer to a query as a table."""
        return self._connection.sql(query).to_arrow_table()

    def create(self, statement: str) -> None:
        """Add a temporary table."""
        self._connection.execute(statement)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the answer to a query by column name."""
        rows: list[dict[str, Any]] = self.table(query).to_pylist()
        return rows

    def tell(self, query: str) -> bool:
        """Return the answer to a query that is yes or no."""
        return bool(self._connection.execute(query).fetchall()[0][0])

    @cached_property
    def has_months(self) -> bool:
        """Whether the file states months of the current year."""
        return self.tell("select count(*) > 0 from stated_months")

    def has_own(self, kind: str) -> bool:
        """Whether the file has balances of a kind for the current year."""
        return self.tell(f"select count({kind}) > 0 from own where year_no = 0")  # noqa: S608 - a column of ours

    @cached_property
    def opening_known(self) -> bool:
        """Whether absent opening balances are zero: others are given, or it is the first year."""
        return self.tell("select count(*) > 0 from openings") or -1 not in self._work.years()

    @cached_property
    def has_moved(self) -> bool:
        """Whether any account changed over the current year, by its balances."""
        query = """
            select count(*) > 0 from own
            where year_no = 0 and (coalesce(result, 0) <> 0
                or coalesce(closing, 0) <> coalesce(opening, 0)
                and exists (select 1 from own where year_no = 0 and closing is not null))
        """
        return self.tell(query)

    def is_lacking(self, kind: str) -> bool:
        """Whether balances of a kind must be there, by the other ones."""
        if kind == "closing":
            return self.tell("select coalesce(bool_or(amount <> 0), false) from openings")
        query = """
            select coalesce(sum(closing), 0) <> coalesce(sum(opening), 0)
            from own where year_no = 0
        """
        return self.has_own("closing") and self.tell(query)

    @property
    def source(self) -> tuple[str, str]:
        """What the sums are made of, in English and in Swedish."""
        return VOUCHERS if self.has_vouchers else MONTHS
