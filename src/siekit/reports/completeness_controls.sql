-- Control totals of one file: rows that count and those that do not, vouchers that do not balance.
with own as (
    select t.*, v.year_no from _transactions t
    left join _vouchers v using (document_id, voucher_id)
    where document_id = $document_id
), unbalanced as (
    select count(*) as number from (
        select voucher_id from own where counts and voucher_id is not null
        group by voucher_id having sum(amount) <> 0
    )
)
select (select count(*) from _vouchers where document_id = $document_id) as vouchers,
       (select count(*) from _vouchers where document_id = $document_id
        and year_no is distinct from 0) as vouchers_elsewhere,
       count(*) filter (counts) as rows_counted,
       count(*) filter (counts and amount > 0) as debit_rows,
       count(*) filter (counts and amount < 0) as credit_rows,
       case when count(*) filter (counts and amount is null) = 0
            then coalesce(sum(amount) filter (counts and amount > 0), 0) end as debit,
       case when count(*) filter (counts and amount is null) = 0
            then coalesce(-sum(amount) filter (counts and amount < 0), 0) end as credit,
       count(*) filter (counts and amount is null) as unreadable,
       count(*) filter (kind = 'added') as added, count(*) filter (kind = 'removed') as removed,
       (select number from unbalanced) as unbalanced
from own
