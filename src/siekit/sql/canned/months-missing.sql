-- en: Months of the fiscal year without any voucher
-- sv: Månader i räkenskapsåret utan någon verifikation
with months as (
    select document_id, company, fiscal_year,
           unnest(generate_series(date_trunc('month', start_date), end_date, interval 1 month))
               as month
    from files where chosen and start_date is not null and end_date >= start_date
      and end_date - start_date < 3660
)
select m.company, m.fiscal_year, strftime(m.month, '%Y-%m') as month
from months m
where not exists (from vouchers v where v.document_id = m.document_id
                  and date_trunc('month', v.date) = m.month)
order by m.company, m.fiscal_year, month
