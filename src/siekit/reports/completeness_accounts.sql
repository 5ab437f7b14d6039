-- What each account of one file opens with, what its rows of year 0 come to, and what the file
-- says that it closes at. The same reading as rules B301 and B302: a balance that is not written is
-- zero; rows up to the day of #OMFATTN where more accounts tie so (`cut`); rows in no year where an
-- account ties only with them. A difference of null is not known or not to be judged.
with head as (
    select h.sie_type, h.covered_to, f.end_date
    from _header h left join (
        select document_id, min(end_date) as end_date
        from _fiscal_years where year_no = 0 group by document_id
    ) f using (document_id)
    where h.document_id = $document_id
), held as (
    select account,
           any_value(amount) filter (kind = 'opening') as opening,
           any_value(amount) filter (kind = 'closing') as closing,
           any_value(amount) filter (kind = 'result') as result,
           count(*) filter (kind in ('opening', 'closing')) > 0 as has_change,
           count(*) filter (kind = 'opening') > 0 as has_opening,
           count(*) filter (kind = 'closing') > 0 as has_closing,
           count(*) filter (kind = 'result') > 0 as has_result,
           count(*) <> count(amount) as unreadable
    from _balances
    where document_id = $document_id and counts and year_no = 0 and account is not null
    group by account
), moved as (
    select t.account,
           count(*) filter (v.year_no = 0) as number,
           coalesce(sum(t.amount) filter (v.year_no = 0), 0) as own,
           coalesce(sum(t.amount) filter (v.year_no is null), 0) as yearless,
           coalesce(sum(t.amount) filter (
               v.year_no = 0 and v.date > h.covered_to and h.covered_to < h.end_date), 0) as later,
           count(*) <> count(t.amount) as unreadable
    from _transactions t join _vouchers v using (document_id, voucher_id), head h
    where document_id = $document_id and t.counts and t.account is not null
          and (v.year_no = 0 or v.year_no is null)
    group by t.account
), beside as (
    select account, coalesce(m.number, 0) as number,
           case when h.has_opening then h.opening else 0 end as opening,
           case when h.has_closing then h.closing else 0 end as closing,
           case when h.has_result then h.result else 0 end as result,
           coalesce(h.has_change, false) as has_change,
           coalesce(h.has_result, false) as has_result,
           coalesce(m.own, 0) as own, coalesce(m.own, 0) - coalesce(m.later, 0) as by_then,
           coalesce(m.yearless, 0) as yearless,
           coalesce(h.unreadable, false) or coalesce(m.unreadable, false) as unreadable
    from held h full join moved m using (account)
), reading as (
    select coalesce(
        count(*) filter (not unreadable and (by_then = closing - opening + result
            or has_change and has_result and (by_then = closing - opening or by_then = result)))
        > count(*) filter (not unreadable and (own = closing - opening + result
            or has_change and has_result and (own = closing - opening or own = result))),
        false) as cut
    from beside
), taken as (
    select b.* exclude (own, by_then), r.cut, case when r.cut then by_then else own end as moved
    from beside b, reading r
), widened as (
    select * exclude (moved),
           case when moved + yearless = closing - opening + result
                     or has_change and has_result
                        and (moved + yearless = closing - opening or moved + yearless = result)
                then moved + yearless else moved end as moved
    from taken
), sides as (
    select account, name, type from _accounts where document_id = $document_id
), kinds as (
    select bool_or(has_opening) as any_opening, bool_or(has_closing) as any_closing,
           bool_or(has_result) as any_result,
           bool_or(has_opening) or not exists (
               select 1 from _fiscal_years where document_id = $document_id and year_no = -1
           ) as opening_known,
           (select sie_type from head) = '4E' and exists (select 1 from moved) as has_rows
    from held
), sided as (
    select t.*, coalesce(n.name, '') as name, coalesce(n.type, '') as type,
           t.has_change or (not t.has_result and coalesce(
               case when n.type in ('asset', 'liability', 'equity') then true
                    when n.type in ('income', 'cost') then false
                    when t.account similar to '[12].*' then true end, false)) as is_balance
    from widened t left join sides n using (account)
), judging as (
    select s.*, coalesce(k.has_rows and case when is_balance
               then k.any_closing and k.opening_known else k.any_result end, false) as judged
    from sided s, kinds k
)
select account, name, number, opening, case when not unreadable then moved end as moved,
       case when is_balance then closing else result end as stated, is_balance, cut, unreadable,
       judged,
       case when not judged or unreadable then null
            when moved = closing - opening + result
                 or has_change and has_result
                    and (moved = closing - opening or moved = result) then 0
            when is_balance then opening + moved - closing
            else moved - result end as difference
from judging
where type <> 'statistics'
order by account
