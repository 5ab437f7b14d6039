-- en: Pairs of accounts that stand in one voucher, and how often
-- sv: Kontopar som står i samma verifikation, och hur ofta
with used as (select distinct document_id, company, fiscal_year, voucher_key, account from ledger)
select a.company, a.fiscal_year, a.account as account, b.account as other, count(*) as vouchers
from used a join used b on a.document_id = b.document_id and a.voucher_key = b.voucher_key
    and a.account < b.account
group by all order by company, fiscal_year, vouchers desc, account, other
