-- en: Opening balances that differ from last year's closing
-- sv: Ingående balanser som skiljer sig från förra årets utgående
-- From the file of the year before where there is one, else from the file's own comparatives.
with opening as (
    select f.company_key, f.company, f.fiscal_year, f.start_date, f.document_id, b.account, b.amount
    from balances b join files f using (document_id)
    where b.kind = 'opening' and b.year_no = 0 and b.counts
), closing as (
    select f.company_key, f.end_date, b.account, b.amount
    from balances b join files f using (document_id)
    where b.kind = 'closing' and b.year_no = 0 and b.counts
    union all
    select f.company_key, f.start_date - 1, b.account, b.amount
    from balances b join files f using (document_id)
    where b.kind = 'closing' and b.year_no = -1 and b.counts
)
select coalesce(o.company, '') as company, o.fiscal_year, coalesce(o.account, c.account) as account,
       c.amount as closing, o.amount as opening,
       coalesce(o.amount, 0) - coalesce(c.amount, 0) as difference
from opening o left join closing c on c.company_key = o.company_key
    and c.end_date + 1 = o.start_date and c.account = o.account
where coalesce(o.amount, 0) <> coalesce(c.amount, 0)
  and exists (from closing k where k.company_key = o.company_key and k.end_date + 1 = o.start_date)
order by company, fiscal_year, account
