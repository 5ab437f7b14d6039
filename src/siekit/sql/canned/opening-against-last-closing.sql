-- en: Opening balances that differ from last year's closing
-- sv: Ingående balanser som skiljer sig från förra årets utgående
-- From the file of the year before where there is one, else from the file's own comparatives.
with years as (
    select document_id, company_key, company, fiscal_year, start_date, end_date from files
    where chosen
), opening as (
    select b.document_id, b.account, sum(b.amount) as amount from balances b
    where b.kind = 'opening' and b.year_no = 0 and b.counts group by all
), closing as (
    select y.document_id, b.account, sum(b.amount) as amount
    from years y join years before on before.company_key = y.company_key
        and before.end_date + 1 = y.start_date
    join balances b on b.document_id = before.document_id
    where b.kind = 'closing' and b.year_no = 0 and b.counts group by all
    union all
    select b.document_id, b.account, sum(b.amount) from balances b
    where b.kind = 'closing' and b.year_no = -1 and b.counts group by all
), compared as (
    select coalesce(o.document_id, c.document_id) as document_id,
           coalesce(o.account, c.account) as account, c.amount as closing, o.amount as opening,
           coalesce(o.amount, 0) - coalesce(c.amount, 0) as difference
    from opening o full join closing c using (document_id, account)
)
select y.company, y.fiscal_year, p.account, p.closing, p.opening, p.difference
from compared p join years y using (document_id)
where p.difference <> 0 and exists (from closing c where c.document_id = p.document_id)
  and exists (from opening o where o.document_id = p.document_id)
order by y.company, y.fiscal_year, p.account
