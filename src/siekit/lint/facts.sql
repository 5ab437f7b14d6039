-- Sums that several rules need, made once a run. Every table begins with document_id.

-- A voucher's counted rows: their sum, how many there are, how many amounts cannot be read.
create temp table voucher_sums as
select document_id, voucher_id, sum(amount) as total, count(*) as rows_counted,
       count(*) - count(amount) as unreadable
from transactions
where counts and voucher_id is not null
group by document_id, voucher_id;

-- What moved on an account in a month of a year, by voucher date; month null without a date.
create temp table month_changes as
select t.document_id, v.year_no,
       (year(v.date) * 100 + month(v.date))::integer as period, t.account,
       sum(t.amount) as amount, count(*) - count(t.amount) as unreadable, min(t.line) as line
from transactions t join vouchers v using (document_id, voucher_id)
where t.counts
group by all;

-- The same for the whole year.
create temp table year_changes as
select document_id, year_no, account, sum(amount) as amount,
       sum(unreadable)::bigint as unreadable, min(line) as line
from month_changes
group by all;

-- An account's own balances of a year beside each other; null where the record is absent.
create temp table year_balances as
select document_id, year_no, account,
       any_value(amount) filter (kind = 'opening') as opening,
       any_value(amount) filter (kind = 'closing') as closing,
       any_value(amount) filter (kind = 'result') as result,
       min(line) filter (kind = 'opening') as opening_line,
       min(line) filter (kind = 'closing') as closing_line,
       min(line) filter (kind = 'result') as result_line,
       count(*) filter (kind = 'opening') > 0 as has_opening,
       count(*) filter (kind = 'closing') > 0 as has_closing,
       count(*) filter (kind = 'result') > 0 as has_result,
       count(*) - count(amount) as unreadable
from balances
where counts and account is not null
group by document_id, year_no, account;

-- What a file has, and its year 0.
create temp table files as
with sums as (
    select document_id,
           bool_or(year_no = 0 and has_opening) as has_opening,
           bool_or(year_no = 0 and has_closing) as has_closing,
           bool_or(year_no = 0 and has_result) as has_result,
           bool_or(year_no = -1 and has_closing) as has_previous_closing
    from year_balances group by document_id
), used as (
    select document_id, count(*) as vouchers, min(date) as first_date, max(date) as last_date
    from vouchers group by document_id
), own as (
    select document_id, min(start_date) as start_date, min(end_date) as end_date,
           min(line) as year_line
    from fiscal_years where year_no = 0 group by document_id
)
select h.document_id, h.file, h.sie_type, h.company, h.orgnr, h.currency, h.covered_to,
       h.generated_date, h.psaldo_style, own.start_date, own.end_date, own.year_line,
       coalesce(sums.has_opening, false) as has_opening,
       coalesce(sums.has_closing, false) as has_closing,
       coalesce(sums.has_result, false) as has_result,
       coalesce(sums.has_previous_closing, false) as has_previous_closing,
       coalesce(used.vouchers, 0) as vouchers, used.first_date, used.last_date
from header h
left join sums using (document_id)
left join used using (document_id)
left join own using (document_id);

-- The side of an account: by its balances, else by #KTYP, else by the class that BAS gives it.
create temp table sides as
with by_balances as (
    select document_id, account,
           bool_or(has_opening or has_closing) as balance, bool_or(has_result) as result
    from year_balances group by all
)
select a.document_id, a.account, a.name, a.declared, a.line, a.type,
       case when b.balance and not b.result then 'balance'
            when b.result and not b.balance then 'result'
            when b.balance and b.result then 'both'
            when a.type in ('asset', 'liability', 'equity') then 'balance'
            when a.type in ('income', 'cost') then 'result'
            when a.account similar to '[12].*' then 'balance'
            when a.account similar to '[3-8].*' then 'result'
       end as side
from accounts a left join by_balances b using (document_id, account);
