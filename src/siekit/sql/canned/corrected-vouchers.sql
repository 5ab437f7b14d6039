-- en: Vouchers with added or removed rows, and what was changed
-- sv: Verifikationer med tillagda eller borttagna rader, och vad som ändrades
select v.company, v.fiscal_year, v.series, v.number, v.date, t.kind, t.account, t.amount,
       t.date as changed, t.text, t.signature, t.line
from transactions t join vouchers v using (document_id, voucher_id)
where t.kind <> 'normal' order by v.company, v.fiscal_year, v.line, t.line
