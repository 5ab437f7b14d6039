-- en: Vouchers of one date with the same accounts and amounts
-- sv: Verifikationer med samma datum, konton och belopp
with contents as (
    select document_id, company, fiscal_year, voucher_key, series, number, voucher_date,
           min(voucher_text) as text, sum(debit) as debit, min(line) as line,
           string_agg(account || ' ' || amount, '; ' order by account, amount) as content
    from ledger group by all
)
select company, fiscal_year, voucher_date, debit, count(*) as vouchers,
       string_agg(concat_ws(' ', series, number), ', ' order by line) as numbers,
       min(text) as text, min(line) as first_line
from contents group by document_id, company, fiscal_year, voucher_date, debit, content
having count(*) > 1 order by company, fiscal_year, voucher_date
