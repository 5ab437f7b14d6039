-- One flat row per counted transaction, for people and for BI. In the braces come the dimensions
-- in use: the object's number and name, null where the row has none.
create view ledger as
select t.document_id, f.company, f.orgnr, f.fiscal_year, v.voucher_key, v.series, v.number,
       v.date as voucher_date, coalesce(t.date, v.date) as row_date, v.registration_date,
       (year(v.date) * 100 + month(v.date))::integer as period,
       t.account, a.name as account_name, a.statement, a.statement_line,
       t.amount,
       case when t.amount > 0 then t.amount when t.amount <= 0 then 0 end::decimal(38, 6) as debit,
       case when t.amount < 0 then -t.amount when t.amount >= 0 then 0 end::decimal(38, 6)
           as credit,
       v.text as voucher_text, t.text as row_text, t.quantity{dimensions},
       coalesce(t.signature, v.signature) as signature, t.line
from _transactions t
join _files f using (document_id)
left join _vouchers v using (document_id, voucher_id)
left join _account_facts a on a.document_id = t.document_id and a.account = t.account
{joins}
where t.counts and f.chosen and {own_years};
