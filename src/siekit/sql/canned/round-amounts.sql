-- en: Rows of at least 10 000 that are whole thousands
-- sv: Rader på minst 10 000 som är hela tusental
select company, fiscal_year, series, number, voucher_date, account, account_name, amount, row_text,
       line
from ledger where abs(amount) >= 10000 and amount % 1000 = 0
order by company, fiscal_year, abs(amount) desc, line
