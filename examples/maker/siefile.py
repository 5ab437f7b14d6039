"""One SIE file of type 1, 2, 3, 4E or 4I, in the order of the standard."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maker.books import budget_of, previous_year
from maker.posting import ZERO
from maker.records import Field, SieLines, day, objects, quantity, text, word

if TYPE_CHECKING:
    from decimal import Decimal

    from maker.books import Amounts, ByObject, ByPeriod, YearBooks
    from maker.description import Description, FileSpec
    from maker.posting import Objects, Row, Voucher

INDENT = "   "


class SieFile:
    """Writes one file of a company's books."""

    def __init__(
        self, description: Description, books: dict[str, YearBooks], spec: FileSpec
    ) -> None:
        self.description = description
        self.spec = spec
        self.books = books[spec.year]
        ids = list(books)
        place = ids.index(spec.year)
        self.before = books[ids[place - 1]] if place else None
        self.out = SieLines()
        self.import_file = spec.kind == "4I"
        self.with_objects = spec.kind in {"3", "4E", "4I"}

    def lines(self) -> list[str]:
        """Return the file's lines without line ends."""
        self.out.uncounted("#FLAGGA 0")
        if self.spec.checksum:
            self.out.uncounted("#KSUMMA")
        self._identification()
        self._fiscal_years()
        self._chart()
        if self.with_objects:
            self._dimensions()
        if not self.import_file:
            self._balances()
        if self.spec.kind in {"2", "3", "4E"} and self.spec.period_rows:
            self._period_rows()
        if self.spec.kind in {"4E", "4I"}:
            for voucher in self.books.vouchers:
                self._voucher(voucher)
        if self.spec.checksum:
            self.out.close_checksum()
        return self.out.lines

    def _identification(self) -> None:
        company = self.description.company
        record = self.out.record
        record("#PROGRAM", text(company["program"]), text(company["program_version"]))
        record("#FORMAT", word("PC8"))
        sign = [text(company["signature"])] if "signature" in company else []
        record("#GEN", day(self.spec.generated), *sign)
        record("#SIETYP", word(self.spec.kind[0]))
        record("#PROSA", text(company["comment"]))
        if "type" in company:
            record("#FTYP", word(company["type"]))
        if "id" in company:
            record("#FNR", text(company["id"]))
        record("#ORGNR", word(company["orgnr"]))
        if not self.import_file:
            record("#BKOD", word(company["industry"]))
        if "street" in company:
            address = (company[key] for key in ("contact", "street", "postal", "phone"))
            record("#ADRESS", *map(text, address))
        record("#FNAMN", text(company["name"]))

    def _fiscal_years(self) -> None:
        company = self.description.company
        record = self.out.record
        year = self.books.year
        if not self.import_file:
            record("#RAR", word(0), day(year.start), day(year.end))
            if self.before:
                record("#RAR", word(-1), day(self.before.year.start), day(self.before.year.end))
            elif previous := previous_year(self.description):
                record("#RAR", word(-1), word(previous.start), word(previous.end))
            if year.tax_year:
                record("#TAXAR", word(year.tax_year))
            if self.spec.kind != "1":
                record("#OMFATTN", day(year.covered_to))
        record("#KPTYP", word(company["chart"]))
        if "currency" in company:
            record("#VALUTA", word(company["currency"]))

    def _chart(self) -> None:
        accounts = self.description.accounts.values()
        for account in accounts:
            self.out.record("#KONTO", word(account.number), text(account.name))
            if account.type:
                self.out.record("#KTYP", word(account.number), word(account.type))
            if account.unit:
                self.out.record("#ENHET", word(account.number), text(account.unit))
        for account in accounts:
            if account.sru:
                self.out.record("#SRU", word(account.number), word(account.sru))

    def _dimensions(self) -> None:
        """Write the dimensions, and the objects that the year uses."""
        used = {pair for key in self.books.periods for pair in key[2]}
        used |= {pair for _, pair in self.books.object_opening}
        used |= {pair for key in budget_of(self.books, self.description) for pair in key[2]}
        for dimension in self.description.dimensions:
            self.out.record("#DIM", word(dimension.number), text(dimension.name))
        for dimension in self.description.dimensions:
            for code, name in dimension.objects.items():
                if (dimension.number, code) in used:
                    self.out.record("#OBJEKT", word(dimension.number), text(code), text(name))

    def _balances(self) -> None:
        """Write the balances; last year's object balances come before this year's."""
        now, before = self.books, self.before or previous_year(self.description)
        self._amounts("#IB", 0, now.opening)
        if before:
            self._amounts("#IB", -1, before.opening)
        self._amounts("#UB", 0, now.closing)
        if before:
            self._amounts("#UB", -1, before.closing)
        if self.with_objects:
            if self.before:
                self._object_amounts("#OIB", -1, self.before.object_opening)
                self._object_amounts("#OUB", -1, self.before.object_closing)
            self._object_amounts("#OIB", 0, now.object_opening)
            self._object_amounts("#OUB", 0, now.object_closing)
        self._amounts("#RES", 0, now.result, now.quantities)
        if before:
            quantities = self.before.quantities if self.before else {}
            self._amounts("#RES", -1, before.result, quantities)

    def _amounts(
        self, label: str, year: int, amounts: Amounts, quantities: Amounts | None = None
    ) -> None:
        for account, amount in amounts.items():
            many = (quantities or {}).get(account)
            extra = [quantity(many)] if many else []
            self.out.record(label, word(year), word(account), word(amount), *extra)

    def _object_amounts(self, label: str, year: int, amounts: ByObject) -> None:
        for (account, pair), amount in amounts.items():
            self.out.record(label, word(year), word(account), objects((pair,)), word(amount))

    def _period_rows(self) -> None:
        layout = self._remainder if self.spec.remainder else self._included
        for label, periods in (
            ("#PSALDO", self.books.periods),
            ("#PBUDGET", budget_of(self.books, self.description)),
        ):
            for (period, account, pairs), amount in layout(periods).items():
                self.out.record(
                    label, word(0), word(period), word(account), objects(pairs), word(amount)
                )

    def _included(self, periods: ByPeriod) -> ByPeriod:
        """Return a row for the whole account, and one for each of its objects within it."""
        sums: defaultdict[tuple[str, str, Objects], Decimal] = defaultdict(lambda: ZERO)
        for (period, account, pairs), amount in periods.items():
            sums[period, account, ()] += amount
            for pair in pairs if self.with_objects else ():
                sums[period, account, (pair,)] += amount
        return {key: sums[key] for key in sorted(sums) if sums[key]}

    def _remainder(self, periods: ByPeriod) -> ByPeriod:
        """Return rows that do not overlap: each combination of objects, and what has none."""
        return {key: amount for key, amount in periods.items() if amount}

    def _voucher(self, voucher: Voucher) -> None:
        number = "" if self.import_file else str(voucher.number)
        fields = [_code(voucher.series), _code(number), day(voucher.day), text(voucher.text)]
        if not self.import_file:
            sign = self.description.company["signature"]
            fields += [day(voucher.registered), text(sign)]
        self.out.record("#VER", *fields)
        self.out.uncounted("{")
        for row in voucher.rows:
            self.out.record(row.label, *_row_fields(row), indent=INDENT)
        self.out.uncounted("}")


def _code(value: str) -> Field:
    """Return a series or number; an empty one must be quoted to keep its place."""
    return word(value) if value else text(value)


def _row_fields(row: Row) -> list[Field]:
    """Return a row's fields, leaving out those after the last that has a value."""
    late = [
        day(row.changed) if row.changed else text(""),
        text(row.text),
        quantity(row.quantity) if row.quantity is not None else text(""),
        text(row.sign),
    ]
    while late and not late[-1].content:
        late.pop()
    return [word(row.account), objects(row.objects), word(row.amount), *late]
