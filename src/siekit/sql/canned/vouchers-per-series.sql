-- en: Vouchers per series, with first and last number
-- sv: Verifikationer per serie, med första och sista nummer
select company, fiscal_year, series, count(*) as vouchers, min(try_cast(number as bigint)) as first,
       max(try_cast(number as bigint)) as last, min(date) as first_date, max(date) as last_date
from vouchers group by all order by company, fiscal_year, vouchers desc
