-- What every account of one file has on each object of one dimension in year 0. Of two objects of
-- the dimension in one row the first one counts; `doubled` counts such rows. A null object is what
-- has none. $source: rows, or periods for #PSALDO with objects.
with of_rows as (
    select t.account, list_filter(t.objects, lambda one: one.dimension = $dimension) as own,
           t.amount, true as alone, 0 as period
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where $source = 'rows' and t.document_id = $document_id and t.counts and v.year_no = 0
      and t.account is not null
), of_periods as (
    select account, list_filter(objects, lambda one: one.dimension = $dimension) as own,
           amount, len(objects) = 1 as alone, coalesce(period, 0) as period
    from _period_balances
    where $source = 'periods' and document_id = $document_id and kind = 'actual' and year_no = 0
      and account is not null and len(objects) > 0
), openings as (
    select account, list_filter(objects, lambda one: one.dimension = $dimension) as own,
           amount, len(objects) = 1 as alone, 0 as period
    from _balances
    where $source = 'openings' and document_id = $document_id and kind = 'opening' and year_no = 0
      and account is not null and len(objects) > 0
), every as (
    select * from of_rows union all select * from of_periods union all select * from openings
), apart as (
    -- Where the dimension has rows of its own, those with other dimensions as well say it again.
    select *, $all_count or alone
           or not bool_or(alone and len(own) > 0) over (partition by account, period) as taken
    from every
)
select account, own[1].object as object,
       case when count(*) = count(amount) then sum(amount) end as amount,
       count(*) filter (len(own) > 1) as doubled
from apart
where taken and ($source = 'rows' or len(own) > 0)
group by all
order by account, object
