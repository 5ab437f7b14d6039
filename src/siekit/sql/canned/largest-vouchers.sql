-- en: The hundred largest vouchers by debit
-- sv: De hundra största verifikationerna efter debet
select company, fiscal_year, series, number, voucher_date, voucher_text, sum(debit) as debit,
       count(*) as rows, min(line) as line
from ledger
group by document_id, company, fiscal_year, voucher_key, series, number, voucher_date, voucher_text
order by debit desc, company, fiscal_year, line limit 100
