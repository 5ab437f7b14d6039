-- Each voucher series of year 0: its numbers, how many vouchers, what is missing between them and
-- what stands more than once. 07 and 7 are one number.
with numbered as (
    select coalesce(series, '') as series, number, date,
           case when regexp_full_match(number, '[0-9]{1,18}') then number::bigint end as n
    from _vouchers where document_id = $document_id and year_no = 0
), steps as (
    select series, n, lag(n) over (partition by series order by n) as previous
    from (select distinct series, n from numbered where n is not null)
), gaps as (
    select series, sum(n - previous - 1)::hugeint as missing,
           (list(case when n = previous + 2 then (previous + 1)::varchar
                      else (previous + 1) || '–' || (n - 1) end order by n))[1:$shown] as named
    from steps where n > previous + 1 group by series
), twice as (
    select series, count(*) as repeated, (list(n::varchar order by n))[1:$shown] as named
    from (select series, n from numbered where n is not null group by all having count(*) > 1)
    group by series
)
select series, min(n) as first, max(n) as last, min(date) as first_day, max(date) as last_day,
       count(*) as vouchers, count(*) - count(n) as without_number,
       any_value(g.missing) as missing, any_value(g.named) as missing_named,
       any_value(t.repeated) as repeated, any_value(t.named) as repeated_named
from numbered left join gaps g using (series) left join twice t using (series)
group by series order by series
