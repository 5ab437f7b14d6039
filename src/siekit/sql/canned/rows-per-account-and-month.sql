-- en: Rows and sums per account and month
-- sv: Rader och summor per konto och månad
select company, fiscal_year, account, account_name, period, count(*) as rows, sum(amount) as amount
from ledger group by all order by company, fiscal_year, account, period
