-- Sums that several rules need, made once a run. Every table begins with document_id.

-- An amount that sums are made of: so many digits that no sum of a file's rows can overflow.
-- A larger one is as good as unreadable.
create temp macro summable(amount) as
case when amount between -1e22::decimal(38, 6) and 1e22::decimal(38, 6) then amount end;

-- An amount as sentences show it: the exact digits, at least two decimals.
create temp macro shown(amount) as
regexp_replace(amount::decimal(38, 6)::varchar, '0{1,4}$', '');

-- A voucher's counted rows: their sum, how many there are, how many amounts cannot be read.
create temp table voucher_sums as
select document_id, voucher_id, sum(summable(amount)) as total, count(*) as rows_counted,
       count(*) - count(summable(amount)) as unreadable
from transactions
where counts and voucher_id is not null
group by document_id, voucher_id;

-- The whole numbers of a voucher series in a year, in files of type 4E. There are no gaps where
-- there are as many numbers as the range has; 07 and 7 are one number written in two ways.
create temp table series_numbers as
with numbers as (
    select document_id, year_no, series, number, number::bigint as n, occurrence
    from vouchers
    where regexp_full_match(number, '[0-9]{1,18}')
          and document_id in (select document_id from header where sie_type = '4E')
)
select document_id, year_no, coalesce(series, '') as series, min(n) as lowest, max(n) as highest,
       count(*) filter (occurrence = 1) <> max(n) - min(n) + 1
       or bool_or(number like '0_%') as may_have_gaps
from numbers
group by document_id, year_no, coalesce(series, '');

-- What moved on an account in a month of a year, by voucher date; month null without a date.
create temp table month_changes as
select t.document_id, v.year_no,
       (year(v.date) * 100 + month(v.date))::integer as period, t.account,
       sum(summable(t.amount)) as amount, count(*) - count(summable(t.amount)) as unreadable,
       min(t.line) as line
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
       any_value(summable(amount)) filter (kind = 'opening') as opening,
       any_value(summable(amount)) filter (kind = 'closing') as closing,
       any_value(summable(amount)) filter (kind = 'result') as result,
       min(line) filter (kind = 'opening') as opening_line,
       min(line) filter (kind = 'closing') as closing_line,
       min(line) filter (kind = 'result') as result_line,
       count(*) filter (kind = 'opening') > 0 as has_opening,
       count(*) filter (kind = 'closing') > 0 as has_closing,
       count(*) filter (kind = 'result') > 0 as has_result,
       count(*) - count(summable(amount)) as unreadable
from balances
where counts and account is not null
group by document_id, year_no, account;

-- Which kinds of balances a file has for a year, and whether openings can be told: absent ones
-- are zero where others are given, and in the current year when it is the company's first.
create temp table years_held as
select b.document_id, b.year_no,
       bool_or(has_opening) as has_opening, bool_or(has_closing) as has_closing,
       bool_or(has_result) as has_result, sum(unreadable)::bigint as unreadable,
       bool_or(has_opening) or (b.year_no = 0 and count(y.year_no) = 0) as opening_known
from year_balances b
left join (select distinct document_id, year_no from fiscal_years) y
    on y.document_id = b.document_id and y.year_no = b.year_no::integer - 1
group by b.document_id, b.year_no;

-- An account's change in a month by #PSALDO.
create temp table period_sums as
select document_id, year_no, account, period, sum(summable(amount)) as amount,
       count(*) - count(summable(amount)) as unreadable, count(*) as records, min(line) as line
from period_balances
where counts and kind = 'actual' and account is not null and period is not null
group by document_id, year_no, account, period;

-- What a file has, and its year 0. `company_key` is null where nothing names the company.
create temp table files as
with used as (
    select document_id, count(*) as vouchers, min(date) as first_date, max(date) as last_date,
           max(date) filter (year_no = 0) as own_last_date
    from vouchers group by document_id
), own as (
    select document_id, min(start_date) as start_date, min(end_date) as end_date,
           min(line) as year_line
    from fiscal_years where year_no = 0 group by document_id
)
select h.document_id, h.file, h.sie_type, h.company, h.orgnr, h.currency, h.covered_to,
       h.generated_date, h.psaldo_style, own.start_date, own.end_date, own.year_line,
       coalesce(nullif(h.orgnr, ''), nullif(h.company_id, ''), nullif(lower(h.company), ''))
           as company_key,
       coalesce(held.has_opening, false) as has_opening,
       coalesce(held.has_closing, false) as has_closing,
       coalesce(held.has_result, false) as has_result,
       coalesce(previous.has_closing, false) as has_previous_closing,
       coalesce(used.vouchers, 0) as vouchers, used.first_date, used.last_date,
       used.own_last_date
from header h
left join years_held held on held.document_id = h.document_id and held.year_no = 0
left join years_held previous on previous.document_id = h.document_id and previous.year_no = -1
left join used on used.document_id = h.document_id
left join own on own.document_id = h.document_id;

-- The file of the same company whose year ends where that of a file begins: where there are
-- several, the one with vouchers, then the one written last, then the one named last.
create temp table years_before as
select l.document_id, e.document_id as earlier_id, e.file as earlier_file,
       coalesce(e.covered_to < e.end_date, false) as earlier_is_partial
from files l
join files e on e.company_key = l.company_key and e.end_date + 1 = l.start_date
where l.sie_type <> '4I' and e.sie_type <> '4I'
qualify row_number() over (
    partition by l.document_id
    order by e.vouchers > 0 desc, e.generated_date desc nulls last, e.document_id desc
) = 1;

-- The side of an account: by its balances, else by #KTYP, else by the class that BAS gives it.
create temp table sides as
with by_balances as (
    select document_id, account,
           bool_or(has_opening or has_closing) as balance, bool_or(has_result) as result
    from year_balances group by all
)
select a.document_id, a.account, a.name, a.declared, a.line, a.type, a.type_raw,
       case when b.balance and not b.result then 'balance'
            when b.result and not b.balance then 'result'
            when b.balance and b.result then 'both'
            when a.type in ('asset', 'liability', 'equity') then 'balance'
            when a.type in ('income', 'cost') then 'result'
            when a.account similar to '[12].*' then 'balance'
            when a.account similar to '[3-8].*' then 'result'
       end as side
from accounts a left join by_balances b using (document_id, account);
