-- en: Accounts of the chart with neither balance nor row
-- sv: Konton i kontoplanen utan saldo och utan transaktion
select a.company, a.fiscal_year, a.account, a.name, a.line
from accounts a
where a.declared
  and not exists (from transactions t where t.document_id = a.document_id and t.account = a.account)
  and not exists (from balances b where b.document_id = a.document_id and b.account = a.account
                  and b.amount <> 0)
  and not exists (from period_balances p where p.document_id = a.document_id
                  and p.account = a.account and p.amount <> 0)
order by a.company, a.fiscal_year, a.account
