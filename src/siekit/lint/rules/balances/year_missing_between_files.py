"""B310 year-missing-between-files."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class YearMissingBetweenFiles(SqlRule):
    """The years of a company's files meet, without a hole between them.

    ## Why it matters
    The file of a year, or of a part of one, was not exported or not given. Reports over the
    years would leave it out without a word.

    ## Example
    #RAR 0 20250101 20251231

    ## Instead
    #RAR 0 20240101 20241231
    """

    code = "B310"
    name = "year-missing-between-files"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #RAR"
    sie_types = LEDGER_TYPES
    several = True
    message = {
        "en": "No file covers {first} – {last}: the year before in these files, that of {file}, "
        "ends {end}, and this one starts {start}.",
        "sv": "Ingen fil omfattar {first} – {last}: året före i dessa filer, det i {file}, slutar "
        "{end}, och detta börjar {start}.",
    }
    remedy = {
        "en": "Export the missing year and give its file too.",
        "sv": "Exportera det år som saknas och ta med den filen också.",
    }
    example = {
        "first": "2024-01-01",
        "last": "2024-12-31",
        "file": "2023.se",
        "end": "2023-12-31",
        "start": "2025-01-01",
    }
    query = """
        with years as (
            select * from files
            where sie_type <> '4I' and company_key is not null and start_date <= end_date
        )
        select l.document_id, any_value(l.year_line) as line, '#RAR' as label,
               max(e.end_date) as "end", any_value(l.start_date) as start,
               arg_max(e.file, e.end_date) as file,
               max(e.end_date) + 1 as first, any_value(l.start_date) - 1 as last
        from years l
        join years e on e.company_key = l.company_key and e.start_date < l.start_date
        group by l.document_id
        having max(e.end_date) + 1 < any_value(l.start_date)
    """
