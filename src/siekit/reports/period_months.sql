-- The period balances or budgets of every account of one file and year, by month.
-- A period that cannot be read is 0: it is in none of the year's months.
select account, coalesce(period, 0)::integer as period,
       case when count(*) = count(amount) then sum(amount) end as amount
from _period_balances
where document_id = $document_id and counts and kind = $kind and year_no = $year_no
  and account is not null
group by all
order by account, period
