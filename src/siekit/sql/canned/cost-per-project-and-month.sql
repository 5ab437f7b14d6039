-- en: Costs and income per project (dimension 6) and month
-- sv: Kostnader och intäkter per projekt (dimension 6) och månad
with parts as (
    select t.company, t.fiscal_year, o.object as project, v.date, t.amount, t.account
    from transactions t join vouchers v using (document_id, voucher_id),
    lateral (select list_filter(t.objects, lambda one: one.dimension = 6)[1].object as object) o
    where t.counts and o.object is not null and t.account similar to '[3-8].*'
)
select company, fiscal_year, project, strftime(date, '%Y-%m') as month, -sum(amount) as result,
       -sum(amount) filter (account < '4') as income, -sum(amount) filter (account >= '4') as cost
from parts group by all order by company, fiscal_year, project, month
