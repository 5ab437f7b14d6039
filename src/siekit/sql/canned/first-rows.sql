-- en: The first ten vouchers with all their rows
-- sv: De tio första verifikationerna med alla sina rader
with first as (
    select document_id, voucher_id, series, number, date, text from vouchers
    order by document_id, voucher_id limit 10
)
select t.company, t.fiscal_year, f.series, f.number, f.date, f.text as voucher_text, t.kind,
       t.account, t.amount, t.text as row_text, t.line
from first f join transactions t using (document_id, voucher_id) order by t.document_id, t.line
