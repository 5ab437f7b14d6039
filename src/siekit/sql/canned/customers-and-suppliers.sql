-- en: Customers (dimension 8) and suppliers (dimension 9) with what was booked on them
-- sv: Kunder (dimension 8) och leverantörer (dimension 9) med vad som bokförts på dem
with parts as (
    select t.document_id, t.company, t.fiscal_year, unnest(t.objects) as one, t.amount
    from transactions t where t.counts and len(t.objects) > 0
)
select p.company, p.fiscal_year, p.one.dimension as dimension, p.one.object as object,
       any_value(o.name) as name, count(*) as rows, sum(p.amount) as amount
from parts p left join objects o on o.document_id = p.document_id
    and o.dimension = p.one.dimension and o.object = p.one.object
where p.one.dimension in (8, 9)
group by all order by company, fiscal_year, dimension, object
