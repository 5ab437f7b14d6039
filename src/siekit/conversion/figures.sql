-- The figures of one document's current year, as its rows and its balances tell them.

-- An account's own balances of a year; null where the record is absent.
create temp table own as
select year_no, account,
       any_value(amount) filter (kind = 'opening') as opening,
       any_value(quantity) filter (kind = 'opening') as opening_quantity,
       any_value(amount) filter (kind = 'closing') as closing,
       any_value(quantity) filter (kind = 'closing') as closing_quantity,
       any_value(amount) filter (kind = 'result') as result
from balances where counts group by all;

-- Balances of objects.
create temp table own_objects as
select year_no, account, objects,
       any_value(amount) filter (kind = 'opening') as opening,
       any_value(quantity) filter (kind = 'opening') as opening_quantity,
       any_value(amount) filter (kind = 'closing') as closing,
       any_value(quantity) filter (kind = 'closing') as closing_quantity
from balances where len(objects) > 0 group by all;

-- Rows by month, of the vouchers that lie in the current year.
create temp table voucher_moves as
select (year(v.date) * 100 + month(v.date))::integer as period, t.account,
       sum(t.amount) as amount, sum(t.quantity) as quantity
from transactions t join vouchers v using (voucher_id)
where t.counts and v.year_no = 0
group by all;

create temp table object_moves as
select (year(date) * 100 + month(date))::integer as period, account, [pair] as objects,
       sum(amount) as amount, sum(quantity) as quantity
from (
    select v.date, t.account, unnest(list_distinct(t.objects)) as pair, t.amount, t.quantity
    from transactions t join vouchers v using (voucher_id)
    where t.counts and v.year_no = 0 and len(t.objects) > 0
)
group by all;

-- Months of the current year as the file states them.
create temp table stated_months as
select period, account, sum(amount) as amount, sum(quantity) as quantity
from period_balances
where counts and kind = 'actual' and year_no = 0
group by all;

-- What moved: the vouchers' rows where there are vouchers, else the months.
create temp table moves as
select * from voucher_moves where :by_vouchers
union all
select * from stated_months where not :by_vouchers;

-- The side of an account: by its balances, else its type, else the class that BAS gives it.
create temp table sides as
with told as (
    select account,
           bool_or(coalesce(opening, 0) <> 0 or coalesce(closing, 0) <> 0) as balance,
           bool_or(coalesce(result, 0) <> 0) as result,
           bool_or(opening is not null or closing is not null) as any_balance,
           bool_or(result is not null) as any_result
    from own group by account
), typed as (
    select account, any_value(type) as type from accounts group by account
), named as (
    select account from told union select account from moves
)
select n.account,
       case when t.balance and not t.result then 'balance'
            when t.result and not t.balance then 'result'
            when p.type in ('asset', 'liability', 'equity') then 'balance'
            when p.type in ('income', 'cost') then 'result'
            when n.account similar to '[12].*' then 'balance'
            when n.account similar to '[3-8].*' then 'result'
            when t.any_balance and not t.any_result then 'balance'
            when t.any_result and not t.any_balance then 'result'
       end as side
from named n left join told t using (account) left join typed p using (account);

-- Opening balances: the file's own, else the closing ones of the year before.
create temp table openings as
select account, opening as amount, opening_quantity as quantity, false as derived
from own where year_no = 0 and opening is not null
union all
select account, closing, closing_quantity, true
from own
where year_no = -1 and closing is not null
      and not exists (select 1 from own where year_no = 0 and opening is not null);

-- What every account should come to at the end of the current year.
create temp table sums as
select account, s.side, coalesce(o.amount, 0) + coalesce(m.amount, 0) as amount,
       case when o.quantity is not null or m.quantity is not null
            then coalesce(o.quantity, 0) + coalesce(m.quantity, 0) end as quantity
from sides s
left join openings o using (account)
left join (
    select account, sum(amount) as amount, sum(quantity) as quantity from moves group by account
) m using (account)
where o.account is not null or m.account is not null;
