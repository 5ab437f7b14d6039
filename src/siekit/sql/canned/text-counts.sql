-- en: Texts of vouchers and rows, and how often each stands there
-- sv: Texter på verifikationer och rader, och hur ofta var och en förekommer
select company, coalesce(nullif(trim(row_text), ''), voucher_text) as text, count(*) as rows,
       sum(debit) as debit, min(voucher_date) as first, max(voucher_date) as last
from ledger group by all order by company, rows desc, text
