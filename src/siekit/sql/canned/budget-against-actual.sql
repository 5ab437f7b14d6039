-- en: Budget and outcome per account and month
-- sv: Budget och utfall per konto och månad
-- Income is positive and costs negative, so a positive difference is better than budget.
with budget as (
    select document_id, account, period, sum(amount) as amount from period_balances
    where kind = 'budget' and year_no = 0 and counts group by all
), actual as (
    select document_id, account, period, sum(amount) as amount from ledger group by all
    union all
    select document_id, account, period, sum(amount) from period_balances p
    where kind = 'actual' and year_no = 0 and counts
      and not exists (from vouchers v where v.document_id = p.document_id)
    group by all
), both_of_them as (
    select document_id, account, period, -coalesce(b.amount, 0) as budget,
           -coalesce(a.amount, 0) as actual
    from budget b full join actual a using (document_id, account, period)
    where b.account is not null or account similar to '[3-8].*'
)
select f.company, f.fiscal_year, p.account, p.period, p.budget, p.actual,
       p.actual - p.budget as difference
from both_of_them p join files f using (document_id)
where (p.budget <> 0 or p.actual <> 0)
  and exists (from budget b where b.document_id = p.document_id)
order by f.company, f.fiscal_year, p.account, p.period
