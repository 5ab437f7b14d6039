-- en: What stands on an account at the end of each day with rows
-- sv: Vad som står på ett konto vid slutet av varje dag med rader
-- set account=19: the account, or what it begins with
-- It begins with #IB; an account without one begins at zero.
with days as (
    select document_id, company, fiscal_year, account, any_value(account_name) as name,
           voucher_date as day, sum(amount) as moved
    from ledger where starts_with(account, $account)
    group by document_id, company, fiscal_year, account, voucher_date
), opening as (
    select document_id, account, sum(amount) as amount from balances
    where kind = 'opening' and year_no = 0 and counts group by all
)
select d.company, d.fiscal_year, d.account, d.name, d.day, d.moved,
       coalesce(o.amount, 0) + sum(d.moved) over (
           partition by d.document_id, d.account order by d.day
       ) as balance
from days d left join opening o using (document_id, account)
order by d.company, d.fiscal_year, d.account, d.day
