-- What every account of one file has in year 0, from each of the three sources. An amount that
-- cannot be read makes the sum it belongs to null: nothing is guessed.
with own as (
    select * from _balances where document_id = $document_id and counts and account is not null
), balances as (
    select account,
           count(*) filter (year_no = 0 and kind = 'opening') as openings,
           any_value(amount) filter (year_no = 0 and kind = 'opening') as opening,
           count(*) filter (year_no = 0 and kind = 'closing') as closings,
           any_value(amount) filter (year_no = 0 and kind = 'closing') as closing,
           count(*) filter (year_no = 0 and kind = 'result') as results,
           any_value(amount) filter (year_no = 0 and kind = 'result') as result,
           count(*) filter (year_no = -1 and kind = 'opening') as openings_before,
           any_value(amount) filter (year_no = -1 and kind = 'opening') as opening_before,
           count(*) filter (year_no = -1 and kind = 'closing') as closings_before,
           any_value(amount) filter (year_no = -1 and kind = 'closing') as closing_before,
           count(*) filter (year_no = -1 and kind = 'result') as results_before,
           any_value(amount) filter (year_no = -1 and kind = 'result') as result_before
    from own group by account
), moved as (
    select t.account, case when count(*) = count(t.amount) then sum(t.amount) end as amount
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where t.document_id = $document_id and t.counts and v.year_no = 0 and t.account is not null
    group by t.account
), periods as (
    select account, case when count(*) = count(amount) then sum(amount) end as amount
    from _period_balances
    where document_id = $document_id and counts and kind = 'actual' and year_no = 0
      and account is not null
    group by account
), named as (
    select account, name from _accounts where document_id = $document_id
)
select account, coalesce(n.name, '') as name,
       coalesce(b.openings, 0) as openings, b.opening,
       coalesce(b.closings, 0) as closings, b.closing,
       coalesce(b.results, 0) as results, b.result,
       coalesce(b.openings_before, 0) as openings_before, b.opening_before,
       coalesce(b.closings_before, 0) as closings_before, b.closing_before,
       coalesce(b.results_before, 0) as results_before, b.result_before,
       m.account is not null as has_rows, m.amount as moved,
       p.account is not null as has_periods, p.amount as of_periods
from balances b
full join moved m using (account)
full join periods p using (account)
left join named n using (account)
order by account
