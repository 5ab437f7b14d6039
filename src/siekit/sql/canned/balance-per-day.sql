-- en: What stands on each cash and bank account (19xx) at the end of each day with rows
-- sv: Vad som står på varje kassa- och bankkonto (19xx) vid slutet av varje dag med rader
with days as (
    select document_id, company, fiscal_year, account, account_name, voucher_date as day,
           sum(amount) as moved
    from ledger where account similar to '19.*' group by all
), opening as (
    select document_id, account, amount from balances
    where kind = 'opening' and year_no = 0 and counts
)
select d.company, d.fiscal_year, d.account, d.account_name, d.day, d.moved,
       coalesce(o.amount, 0) + sum(d.moved) over (
           partition by d.document_id, d.account order by d.day
       ) as balance
from days d left join opening o using (document_id, account)
order by d.company, d.fiscal_year, d.account, d.day
