-- en: VAT accounts (2610-2659) per month
-- sv: Momskonton (2610-2659) per månad
select company, fiscal_year, period, account, account_name, sum(amount) as amount
from ledger where left(account, 4) between '2610' and '2659'
group by all order by company, fiscal_year, period, account
