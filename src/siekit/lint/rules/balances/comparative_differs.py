"""B309 comparative-differs."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class ComparativeDiffers(SqlRule):
    """What a file says of the year before is what that year's own file says.

    Compares #UB and #RES of year -1 with those of year 0 in the file of the year before, for
    each account, in files of one company whose years meet.

    ## Why it matters
    One of the files is not the final one: last year was changed in between, or the chart of
    accounts was, and the file restates last year's figures to it.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #RES -1 3001 -90000.00

    ## Instead
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #RES -1 3001 -95000.00
    """

    code = "B309"
    name = "comparative-differs"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #RAR"
    sie_types = LEDGER_TYPES
    several = True
    message = {
        "en": "Account {value}: {label} of the year before is {here} here, but {there} in that "
        "year's own file, {file}.",
        "sv": "Konto {value}: {label} för året före är {here} här, men {there} i det årets egen "
        "fil, {file}.",
    }
    remedy = {
        "en": "Export last year again. For figures of last year rely on that year's own file.",
        "sv": "Exportera förra året på nytt. För förra årets siffror, lita på det årets egen fil.",
    }
    example = {
        "value": "3001",
        "label": "#RES",
        "here": "-90000.00",
        "there": "-95000.00",
        "file": "2024.se",
    }
    query = """
        with compared as (
            select document_id, account,
                   coalesce(h.has_closing, false) as closing_here,
                   coalesce(h.has_result, false) as result_here,
                   h.closing_line, h.result_line,
                   coalesce(h.unreadable, 0) + coalesce(t.unreadable, 0) as unreadable,
                   coalesce(h.closing, 0) as closing, coalesce(h.result, 0) as result,
                   coalesce(t.closing, 0) as own_closing, coalesce(t.result, 0) as own_result
            from (
                select * from year_balances
                where year_no = -1 and document_id in (
                    select document_id from years_before where not earlier_is_partial)
            ) h
            full join (
                select y.document_id, b.* exclude (document_id)
                from years_before y
                join year_balances b on b.document_id = y.earlier_id and b.year_no = 0
                where not y.earlier_is_partial
            ) t using (document_id, account)
        ), kinds as (
            select document_id, account, unreadable, '#UB' as label, closing_line as line,
                   closing as here, own_closing as there
            from compared
            where document_id in (
                select y.document_id
                from years_before y
                join years_held n on n.document_id = y.document_id and n.year_no = -1
                join files e on e.document_id = y.earlier_id
                where n.has_closing and e.has_closing)
            union all
            select document_id, account, unreadable, '#RES', result_line, result, own_result
            from compared
            where document_id in (
                select y.document_id
                from years_before y
                join years_held n on n.document_id = y.document_id and n.year_no = -1
                join files e on e.document_id = y.earlier_id
                where n.has_result and e.has_result)
        )
        select k.document_id, coalesce(k.line, f.year_line) as line, k.label, k.account as value,
               k.here, k.there, y.earlier_file as file
        from kinds k
        join years_before y using (document_id)
        join files f using (document_id)
        where k.here <> k.there and k.unreadable = 0
    """
