"""Balances and months that are missing, worked out from what is there; nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import DERIVED, DIFFERS, LEFT_OUT
from siekit.exceptions import NotConvertibleError
from siekit.formats.sie4.making import in_schema, joined
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from siekit.conversion.ledger import Ledger
    from siekit.conversion.work import Work

BALANCES = {"opening": "#IB", "closing": "#UB", "result": "#RES"}

_NO_OBJECTS = "[]::struct(dimension integer, object varchar)[]"
_OPENINGS = f"""
    select 'opening' as kind, 0::tinyint as year_no, account, {_NO_OBJECTS} as objects, amount,
           quantity, true as counts
    from openings where derived order by account
"""  # noqa: S608 - the words are ours
_OBJECT_OPENINGS = """
    select 'opening' as kind, 0::tinyint as year_no, account, objects, closing as amount,
           closing_quantity as quantity, false as counts
    from own_objects o join sides s using (account)
    where o.year_no = -1 and closing is not null and s.side = 'balance'
    order by account, objects
"""
_SUMS = f"""
    select '{{kind}}' as kind, 0::tinyint as year_no, account, {_NO_OBJECTS} as objects,
           amount::decimal(38, 6) as amount, quantity::decimal(38, 6) as quantity, true as counts
    from sums where side = '{{side}}' order by account
"""  # noqa: S608 - the words are ours
_UNTOLD = """
    select account from sums where side is null and amount <> 0 order by account limit 1
"""
_MONTHS = f"""
    select 'actual' as kind, 0::tinyint as year_no, 0::tinyint as year_no_declared, period,
           account, {_NO_OBJECTS} as objects, amount, quantity, true as counts
    from voucher_moves
    where amount <> 0 or coalesce(quantity, 0) <> 0
          or {{with_objects}} and (account, period) in (select (account, period) from object_moves)
    order by period, account
"""  # noqa: S608 - the words are ours
_OBJECT_MONTHS = """
    select 'actual' as kind, 0::tinyint as year_no, 0::tinyint as year_no_declared, period,
           account, objects, amount, quantity, false as counts
    from object_moves where amount <> 0 or coalesce(quantity, 0) <> 0
    order by period, account, objects
"""
_OBJECT_CLOSINGS = """
    with changed as (
        select account, objects, sum(amount) as amount, sum(quantity) as quantity
        from object_moves group by all
    ), opened as (
        select account, objects, opening as amount, opening_quantity as quantity
        from own_objects where year_no = 0 and opening is not null
    )
    select 'closing' as kind, 0::tinyint as year_no, account, objects,
           (coalesce(o.amount, 0) + coalesce(c.amount, 0))::decimal(38, 6) as amount,
           case when o.quantity is not null or c.quantity is not null
                then (coalesce(o.quantity, 0) + coalesce(c.quantity, 0))::decimal(38, 6)
           end as quantity,
           false as counts
    from opened o full join changed c using (account, objects) join sides s using (account)
    where s.side = 'balance' and account not in (select account from unknown_objects)
    order by account, objects
"""
_UNKNOWN_OBJECTS = """
    create temp table unknown_objects as
    select distinct m.account
    from object_moves m join sides s using (account) join openings o using (account)
    where s.side = 'balance' and o.amount <> 0
          and account not in (
              select account from own_objects where year_no = 0 and opening is not null
          )
"""


def has_object_closings(work: Work) -> bool:
    """Tell whether a file has closing balances of objects (#OUB), of any year."""
    balances = work.tables["balances"]
    closing = pc.and_(
        pc.equal(balances["kind"].cast(pa.string()), "closing"),
        pc.greater(pc.list_value_length(balances["objects"]), 0),
    )
    return bool(pc.any(closing).as_py())


class Derivation:
    """Works out what a type needs and a document lacks."""

    def __init__(self, work: Work, ledger: Ledger) -> None:
        """Take the document and its sums."""
        self._work = work
        self._ledger = ledger

    def run(
        self, sie_type: str, *, months: bool | None = None, objects: bool | None = None
    ) -> None:
        """Add what is missing, and tell where the file's own figures differ from its rows.

        `months` and `objects` say whether these are wanted, else the type does. Raises
        `NotConvertibleError` where something is missing and cannot be worked out.
        """
        wants_objects = sie_type == "3" if objects is None else objects
        self._openings(objects=wants_objects)
        for kind, side in (("closing", "balance"), ("result", "result")):
            self._balances(kind, side, sie_type)
        if sie_type in ("2", "3") if months is None else months:
            self._months(sie_type, objects=wants_objects)
            if wants_objects:
                self._object_months()
        if wants_objects:
            self._object_closings()

    def _openings(self, *, objects: bool) -> None:
        if self._ledger.has_own("opening"):
            return
        count = self._add("balances", self._ledger.table(_OPENINGS))
        self._tell("opening-from-closing", count, "#IB")
        if objects and count:
            count = self._add("balances", self._ledger.table(_OBJECT_OPENINGS))
            self._tell("opening-from-closing", count, "#OIB")

    def _balances(self, kind: str, side: str, sie_type: str) -> None:
        ledger = self._ledger
        if ledger.has_own(kind):
            if ledger.has_vouchers and (ledger.opening_known or kind == "result"):
                self._tell_differing(kind, side)
            return
        if not ledger.has_vouchers and not ledger.has_months:
            self._refuse_unknown_movement(kind, sie_type)
        wanted = ledger.table(_SUMS.format(kind=kind, side=side))
        if kind == "closing" and wanted.num_rows and not ledger.opening_known:
            message = (
                f"{self._work.name} cannot become type {sie_type}: it has no closing balances "
                "(#UB), and they cannot be worked out without opening ones (#IB, or #UB of the "
                "year before). Export it again with its balances."
            )
            raise NotConvertibleError(message)
        self._refuse_untold_sides(sie_type)
        count = self._add("balances", wanted)
        source, source_sv = ledger.source
        name = f"{kind}-derived"
        self._tell(name, count, BALANCES[kind], source=source, source_sv=source_sv)

    def _refuse_unknown_movement(self, kind: str, sie_type: str) -> None:
        """Refuse balances of a file that says nothing about what they are made of."""
        if not self._ledger.is_lacking(kind):
            return
        what = "closing balances (#UB)" if kind == "closing" else "result balances (#RES)"
        message = (
            f"{self._work.name} cannot become type {sie_type}: it has no {what}, and neither "
            "vouchers nor months that they could be worked out from. Export it again with its "
            "balances."
        )
        raise NotConvertibleError(message)

    def _refuse_untold_sides(self, sie_type: str) -> None:
        for row in self._ledger.rows(_UNTOLD):
            message = (
                f"{self._work.name} cannot become type {sie_type}: whether account "
                f"{row['account']} is a balance or a result account cannot be told. Say it in the "
                "file with #KTYP, then convert it again."
            )
            raise NotConvertibleError(message)

    def _months(self, sie_type: str, *, objects: bool) -> None:
        ledger = self._ledger
        if ledger.has_months:
            if ledger.has_vouchers:
                self._tell_differing_months()
            return
        if not ledger.has_vouchers:
            if ledger.has_moved:
                message = (
                    f"{self._work.name} cannot become type {sie_type}: it has no months "
                    "(#PSALDO), and no vouchers that they could be worked out from. Export it "
                    "again as type 2, 3 or 4, or convert it to type 1."
                )
                raise NotConvertibleError(message)
            return
        # A month of objects without one of the account would be taken for the account's own.
        wanted = ledger.table(_MONTHS.format(with_objects=str(objects).lower()))
        self._tell("months-derived", self._add("period_balances", wanted), "#PSALDO")

    def _object_months(self) -> None:
        ledger = self._ledger
        periods = self._work.tables["period_balances"]
        sizes = pc.list_value_length(periods["objects"])
        actual = pc.equal(periods["kind"].cast(pa.string()), "actual")
        own = pc.and_(pc.greater(sizes, 0), pc.and_(actual, pc.equal(periods["year_no"], 0)))
        if ledger.has_vouchers and not pc.any(own).as_py():
            count = self._add("period_balances", ledger.table(_OBJECT_MONTHS))
            self._tell("object-months-derived", count, "#PSALDO")

    def _object_closings(self) -> None:
        ledger = self._ledger
        closings = "select count(closing) > 0 from own_objects where year_no = 0"
        if not ledger.has_vouchers or ledger.tell(closings):
            return
        ledger.create(_UNKNOWN_OBJECTS)
        unknown = ledger.rows("select account from unknown_objects order by account")
        count = self._add("balances", ledger.table(_OBJECT_CLOSINGS))
        source, source_sv = ledger.source
        self._tell("closing-derived", count, "#OUB", source=source, source_sv=source_sv)
        if unknown:
            account = unknown[0]["account"]
            self._work.notes.add(
                LEFT_OUT, "object-closing-unknown", len(unknown), label="#OUB", account=account
            )

    def _tell_differing(self, kind: str, side: str) -> None:
        query = f"""
            select account, coalesce(o.{kind}, 0) as own, coalesce(s.amount, 0) as derived
            from (select account, {kind} from own where year_no = 0) o
            full join (select account, amount from sums where side = '{side}') s using (account)
            left join sides d using (account)
            where d.side = '{side}' and coalesce(o.{kind}, 0) <> coalesce(s.amount, 0)
            order by account
        """  # noqa: S608 - the words are ours
        self._tell_rows(f"{kind}-differs", BALANCES[kind], self._ledger.rows(query))

    def _tell_differing_months(self) -> None:
        query = """
            select account, period, coalesce(p.amount, 0) as own, coalesce(m.amount, 0) as derived
            from stated_months p full join voucher_moves m using (account, period)
            where coalesce(p.amount, 0) <> coalesce(m.amount, 0)
            order by account, period
        """
        self._tell_rows("months-differ", "#PSALDO", self._ledger.rows(query))

    def _tell_rows(self, name: str, label: str, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        first = rows[0]
        source, source_sv = self._ledger.source
        self._work.notes.add(
            DIFFERS,
            name,
            len(rows),
            label=label,
            account=first["account"],
            period=first.get("period", ""),
            own=plain_money(first["own"]),
            derived=plain_money(first["derived"]),
            source=source,
            source_sv=source_sv,
        )

    def _add(self, name: str, rows: pa.Table) -> int:
        table = in_schema(name, rows, self._work.document.document_id)
        self._work.tables[name] = joined(name, [self._work.tables[name], table])
        return int(table.num_rows)

    def _tell(self, name: str, count: int, label: str, **facts: object) -> None:
        self._work.notes.add(DERIVED, name, count, label=label, **facts)
