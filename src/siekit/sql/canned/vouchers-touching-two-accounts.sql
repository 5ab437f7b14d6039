-- en: Vouchers that touch two given accounts
-- sv: Verifikationer som rör två angivna konton
-- set a: the one account, or what it begins with
-- set b: the other account, or what it begins with
-- Which accounts stand together at all, account-pairs tells.
select company, fiscal_year, series, number, voucher_date, voucher_text,
       sum(amount) filter (starts_with(account, $a)) as amount_a,
       sum(amount) filter (starts_with(account, $b)) as amount_b, min(line) as line
from ledger
group by document_id, company, fiscal_year, voucher_key, series, number, voucher_date, voucher_text
having bool_or(starts_with(account, $a)) and bool_or(starts_with(account, $b))
order by company, fiscal_year, voucher_date, line
