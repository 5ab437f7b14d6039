-- What moved on every account of one file in each month of its year 0, by rows.
-- $by_row_date: whether a row's own date decides, else the voucher's.
select t.account,
       (year(d.day) * 100 + month(d.day))::integer as period,
       case when count(*) = count(t.amount) then sum(t.amount) end as amount
from _transactions t
join _vouchers v using (document_id, voucher_id),
lateral (select case when $by_row_date then coalesce(t.date, v.date) else v.date end as day) d
where t.document_id = $document_id and t.counts and v.year_no = 0 and t.account is not null
group by all
order by t.account, period
