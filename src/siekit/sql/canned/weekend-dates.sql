-- en: Vouchers registered (else dated) on a Saturday or Sunday
-- sv: Verifikationer registrerade (annars daterade) på en lördag eller söndag
select company, fiscal_year, series, number, date, registration_date, text, signature, line
from vouchers
where isodow(coalesce(registration_date, date)) >= 6
order by company, fiscal_year, date, line
