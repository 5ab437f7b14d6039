-- What the rows of year 0 of each account must explain, in files of type 4E.

-- Whether what moved comes to closing less opening, plus result. An account with both kinds of
-- balances counts once: either may be what its rows come to.
create temp macro explained(moved, change, result, has_both) as
moved = change + result or (has_both and (moved = change or moved = result));

-- What moved after the day that #OMFATTN says.
create temp table later_moves as
select t.document_id, t.account, sum(summable(t.amount)) as amount
from files f
join vouchers v on v.document_id = f.document_id and v.year_no = 0 and v.date > f.covered_to
join transactions t on t.document_id = v.document_id and t.voucher_id = v.voucher_id
where f.sie_type = '4E' and f.covered_to < f.end_date and t.counts
group by t.document_id, t.account;

-- Balances beside what moved; absent ones are zero. None with an amount that cannot be read.
-- `yearless` are rows that belong to no year, which is a finding of its own.
create temp table balances_and_moves as
with moves as (
    select c.document_id, c.account, coalesce(sum(c.amount) filter (c.year_no = 0), 0) as own,
           coalesce(sum(c.amount) filter (c.year_no is null), 0) as yearless,
           sum(c.unreadable) as unreadable, min(c.line) as row_line
    from year_changes c join files f using (document_id)
    where f.sie_type = '4E' and (c.year_no = 0 or c.year_no is null) and c.account is not null
    group by c.document_id, c.account
), current as (
    select * exclude (year_no) from year_balances where year_no = 0
)
select document_id, account, opening_line, closing_line, result_line, row_line,
       coalesce(b.has_opening or b.has_closing, false) as has_change,
       coalesce(b.has_result, false) as has_result,
       coalesce(b.has_closing, false) as has_closing,
       coalesce(b.opening, 0) as opening, coalesce(b.closing, 0) as closing,
       coalesce(b.result, 0) as result, coalesce(m.own, 0) as moved,
       coalesce(m.own, 0) - coalesce(l.amount, 0) as moved_by_then,
       coalesce(m.yearless, 0) as yearless
from current b
full join moves m using (document_id, account)
left join later_moves l using (document_id, account)
where coalesce(b.unreadable, 0) = 0 and coalesce(m.unreadable, 0) = 0
      and document_id in (select document_id from moves);

-- What moved, as balances ask for it: up to the day of #OMFATTN in a file where more accounts tie
-- so (`cut`), and with the rows that belong to no year where an account ties only with them.
create temp table identities as
with readings as (
    select document_id,
           count(*) filter (explained(moved_by_then, closing - opening, result,
                                      has_change and has_result))
           > count(*) filter (explained(moved, closing - opening, result,
                                        has_change and has_result)) as cut
    from balances_and_moves group by document_id
), chosen as (
    select b.* replace (case when r.cut then b.moved_by_then else b.moved end as moved), r.cut
    from balances_and_moves b join readings r using (document_id)
), widened as (
    select c.* replace (
        case when explained(moved + yearless, closing - opening, result,
                            has_change and has_result)
             then moved + yearless else moved end as moved)
    from chosen c
)
select w.*,
       explained(moved, closing - opening, result, has_change and has_result) as ties,
       has_change or (not has_result and coalesce(s.side, 'result') = 'balance') as is_balance
from widened w left join sides s using (document_id, account)
where coalesce(s.type, '') <> 'statistics';
