-- en: Accounts with rows this year that had neither balance nor row the year before
-- sv: Konton med transaktioner i år som varken hade saldo eller transaktioner året före
-- Needs the files of both years.
with used as (
    select distinct f.company_key, f.company, f.start_date, f.end_date, l.account, l.account_name
    from ledger l join files f using (document_id)
), had as (
    select company_key, end_date, account from used
    union
    select f.company_key, f.end_date, b.account from balances b join files f using (document_id)
    where b.year_no = 0 and b.amount <> 0
)
select u.company, u.start_date, u.end_date, u.account, u.account_name
from used u
where exists (from had h where h.company_key = u.company_key and h.end_date + 1 = u.start_date)
  and not exists (from had h where h.company_key = u.company_key
                  and h.end_date + 1 = u.start_date and h.account = u.account)
order by company, start_date, account
