"""V408 only-removed-rows."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class OnlyRemovedRows(SqlRule):
    """A voucher has rows that count, not only removed ones (#BTRANS).

    ## Why it matters
    All its rows were taken away again, so it moves nothing; it only holds its number. Programs
    that look at its date or its sum may refuse the whole file because of it.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    {
    #BTRANS 5010 {} 8000.00
    #BTRANS 1930 {} -8000.00
    }

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V408"
    name = "only-removed-rows"
    severity = Severity.INFO
    clause = "SIE 4B 11 #BTRANS"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "Voucher {voucher} has only removed rows (#BTRANS) and moves nothing. Rows: {count}.",
        "sv": "Verifikation {voucher} har bara borttagna rader (#BTRANS) och påverkar inget. "
        "Rader: {count}.",
    }
    remedy = {
        "en": "Nothing need be done; it is kept, since it holds a number in its series.",
        "sv": "Inget behöver göras; den behålls, eftersom den har ett nummer i sin serie.",
    }
    example = {"voucher": "A 1", "count": "2"}
    query = """
        with removed as (
            select document_id, voucher_id, count(*) as number
            from transactions
            where kind = 'removed'
            group by document_id, voucher_id
        )
        select v.document_id, v.line, '#VER' as label, r.number,
               trim(concat_ws(' ', v.series, v.number)) as voucher
        from removed r
        join vouchers v using (document_id, voucher_id)
        anti join voucher_sums s using (document_id, voucher_id)
    """
