-- What the rows of year 0 moved on each account: before a day, and in debit and credit from it on.
-- An amount that cannot be read makes the sum it belongs to null.
with placed as (
    select t.account, t.amount,
           case when $by_row_date then coalesce(t.date, v.date) else v.date end as day
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where t.document_id = $document_id and t.counts and v.year_no = 0 and t.account is not null
)
select account,
       case when count(*) filter (day < $first_day and amount is null) = 0
            then coalesce(sum(amount) filter (day < $first_day), 0) end as before,
       case when count(*) filter (day >= $first_day and amount is null) = 0
            then coalesce(sum(amount) filter (day >= $first_day and amount > 0), 0) end as debit,
       case when count(*) filter (day >= $first_day and amount is null) = 0
            then coalesce(-sum(amount) filter (day >= $first_day and amount < 0), 0) end as credit
from placed
where day <= $last_day
group by account
order by account
