-- en: Income and cost rows without an object of dimension 1
-- sv: Intäkts- och kostnadsrader utan objekt i dimension 1
select v.company, v.fiscal_year, v.series, v.number, v.date, t.account, t.amount, t.text, t.line
from transactions t join vouchers v using (document_id, voucher_id)
where t.counts and t.account similar to '[3-8].*'
  and len(list_filter(t.objects, lambda one: one.dimension = 1)) = 0
order by v.company, v.fiscal_year, t.line
