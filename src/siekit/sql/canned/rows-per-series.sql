-- en: Rows per series
-- sv: Rader per serie
select company, fiscal_year, series, count(*) as rows, sum(debit) as debit
from ledger group by all order by company, fiscal_year, rows desc
