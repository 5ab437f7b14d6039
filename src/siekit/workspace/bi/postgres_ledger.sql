create view {views}.ledger with (security_invoker = true) as
select t.document_id, f.company, f.orgnr, f.fiscal_year, v.voucher_key, v.series, v.number,
       v.date as voucher_date, coalesce(t.date, v.date) as row_date, v.registration_date,
       (extract(year from v.date) * 100 + extract(month from v.date))::integer as period,
       t.account, a.name as account_name, a.statement, a.statement_line,
       t.amount,
       case when t.amount > 0 then t.amount when t.amount <= 0 then 0 end as debit,
       case when t.amount < 0 then -t.amount when t.amount >= 0 then 0 end as credit,
       v.text as voucher_text, t.text as row_text, t.quantity{dimensions},
       coalesce(t.signature, v.signature) as signature, t.line, t.objects
from {books}.transactions t
join {books}.members f using (document_id)
left join {books}.vouchers v using (document_id, voucher_id)
left join {books}.account_facts a on a.document_id = t.document_id and a.account = t.account
{joins}
where t.counts and not coalesce(v.year_no = any(f.years_elsewhere), false)
