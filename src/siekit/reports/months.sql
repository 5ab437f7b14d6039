-- What moved on every account of one file in each month of year 0, by rows or by #PSALDO.
-- $by_row_date: whether a row's own date decides, else the voucher's.
with of_rows as (
    select t.account,
           (year(d.day) * 100 + month(d.day))::integer as period,
           case when count(*) = count(t.amount) then sum(t.amount) end as amount
    from _transactions t
    join _vouchers v using (document_id, voucher_id),
    lateral (select case when $by_row_date then coalesce(t.date, v.date) else v.date end as day) d
    where $source = 'rows' and t.document_id = $document_id and t.counts and v.year_no = 0
      and t.account is not null
    group by all
), of_periods as (
    select account, period, case when count(*) = count(amount) then sum(amount) end as amount
    from _period_balances
    where $source = 'periods' and document_id = $document_id and counts and kind = 'actual'
      and year_no = 0 and account is not null
    group by all
)
select * from of_rows union all select * from of_periods order by account, period
