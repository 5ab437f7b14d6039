-- en: Voucher numbers that are missing between others of their series
-- sv: Verifikationsnummer som saknas mellan andra i samma serie
with numbered as (
    select distinct document_id, company, fiscal_year, series, try_cast(number as bigint) as number
    from vouchers
), next as (
    select *, lead(number) over (partition by document_id, series order by number) as following
    from numbered where number is not null
)
select company, fiscal_year, series, number + 1 as first_missing, following - 1 as last_missing,
       following - number - 1 as missing
from next where following > number + 1 order by company, fiscal_year, series, first_missing
