-- en: Vouchers and rows by who signed them
-- sv: Verifikationer och rader per signatur
select company, fiscal_year, coalesce(signature, '') as signature,
       count(distinct (document_id, voucher_key)) as vouchers, count(*) as rows, sum(debit) as debit,
       min(voucher_date) as first, max(voucher_date) as last
from ledger group by all order by company, fiscal_year, vouchers desc
