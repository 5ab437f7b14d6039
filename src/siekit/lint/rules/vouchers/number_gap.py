"""V402 number-gap."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class NumberGap(SqlRule):
    """The voucher numbers of a series run without gaps.

    Judged for each series and year of a type 4 export, between its lowest and its highest
    number. Numbers that are no whole numbers are not counted. Vouchers without rows hold their
    number.

    ## Why it matters
    A number that is missing may be a voucher that is missing: the file would not be the whole
    ledger. Where sums tie all the same, it was a voucher without effect, or a number that the
    program skipped.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    #VER A 3 20250117 "Kontorsmaterial"

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    #VER A 2 20250116 "Makulerad"
    #VER A 3 20250117 "Kontorsmaterial"
    """

    code = "V402"
    name = "number-gap"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #VER"
    sie_types = frozenset({"4E"})
    message = {
        "en": 'Voucher numbers are missing in series "{series}" between {first} and {last}: '
        "{missing}. Numbers: {count}.",
        "sv": 'Verifikationsnummer saknas i serie "{series}" mellan {first} och {last}: '
        "{missing}. Nummer: {count}.",
    }
    remedy = {
        "en": "See in the accounting program what became of the numbers: deleted, moved to another "
        "series, or left out of the export.",
        "sv": "Se i bokföringsprogrammet vart numren tog vägen: borttagna, flyttade till en annan "
        "serie eller inte exporterade.",
    }
    example = {
        "series": "A",
        "value": "3",
        "first": "1",
        "last": "3",
        "missing": "2",
        "count": "1",
    }
    query = """
        with numbers as (
            select s.*, v.line, v.number, v.number::bigint as n,
                   lag(v.number::bigint) over (
                       partition by s.document_id, s.year_no, s.series
                       order by v.number::bigint) as previous
            from series_numbers s
            join vouchers v
                on v.document_id = s.document_id and v.year_no is not distinct from s.year_no
                and coalesce(v.series, '') = s.series
            where s.may_have_gaps and regexp_full_match(v.number, '[0-9]{1,18}')
        ), gaps as (
            select *, case when n = previous + 2 then (previous + 1)::varchar
                           else (previous + 1) || '-' || (n - 1) end as missing
            from numbers
            where n > previous + 1
        )
        select document_id, arg_min(line, n) as line, '#VER' as label,
               arg_min(number, n) as value, series, any_value(lowest) as first,
               any_value(highest) as last, sum(n - previous - 1)::bigint as number,
               array_to_string(list_slice(list(missing order by n), 1, 5), ', ')
               || case when count(*) > 5 then ' …' else '' end as missing
        from gaps
        group by document_id, year_no, series
    """
