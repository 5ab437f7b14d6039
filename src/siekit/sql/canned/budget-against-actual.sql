-- en: Budget and outcome per account and month
-- sv: Budget och utfall per konto och månad
with budget as (
    select document_id, company, fiscal_year, account, period, sum(amount) as budget
    from period_balances where kind = 'budget' and year_no = 0 and counts group by all
), actual as (
    select document_id, account, period, sum(amount) as actual from ledger group by all
    union all
    select document_id, account, period, sum(amount) from period_balances p
    where kind = 'actual' and year_no = 0 and counts
      and not exists (from vouchers v where v.document_id = p.document_id)
    group by all
)
select b.company, b.fiscal_year, b.account, b.period, -b.budget as budget,
       -coalesce(a.actual, 0) as actual, b.budget - coalesce(a.actual, 0) as difference
from budget b left join actual a using (document_id, account, period)
where b.budget <> 0 or a.actual <> 0
order by b.company, b.fiscal_year, b.account, b.period
