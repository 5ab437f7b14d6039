-- The tables that people's scripts for Fortnox made of SIE files, with their column names, right:
-- `dim` in sie_psaldo and sie_ibub is the year number, as it was there; year_no says so.
-- After their columns every table has financial_year_id, financial_year, file_id, company, orgnr and
-- line_no, and what the scripts' tables lacked.

create view _years as
select f.document_id, f.company, f.orgnr, f.fiscal_year, f.start_date, f.end_date, f.sie_type,
       f.sha256, h.encoding,
       -- The files of a till, one a day, are of one year.
       dense_rank() over (
           partition by f.company_key
           order by case when f.year_derived then date_trunc('year', f.start_date)::date
                         else f.start_date end
       )::integer as financial_year_id,
       year(f.start_date)::integer as financial_year
from _files f join _header h using (document_id)
where f.chosen;

create macro _objects_raw(objects) as
'{' || coalesce(array_to_string(list_transform(objects, lambda one:
    one.dimension || ' "' || replace(one.object, '"', '\"') || '"'), ' '), '') || '}';

create macro _day(day) as strftime(day, '%Y%m%d');

create view sie_types as
select * from (values (1, 'Annual balances'), (2, 'Period balances'), (3, 'Item balances'),
                      (4, 'Transactions')) as types (type, name);

create view sie_file as
select financial_year_id as FinancialYearId, _sie_text(document_id, left(sie_type, 1)) as Result,
       financial_year_id, financial_year, document_id as file_id, company, orgnr, 1 as line_no
from _years;

create view sie_lines as
with texts as (
    select financial_year_id, financial_year, document_id, company, orgnr,
           string_split(regexp_replace(_sie_text(document_id, left(sie_type, 1)), '\r\n?', chr(10),
                                       'g'), chr(10)) as lines
    from _years
)
select financial_year_id as FinancialYearId, l.line, financial_year_id, financial_year,
       document_id as file_id, company, orgnr, l.line_no::integer as line_no
from texts, lateral (
    select unnest(lines) as line, generate_subscripts(lines, 1) as line_no
) l
where trim(l.line) <> '';

create view sie_vouchers as
select v.series, v.number as vouchernumber, _day(v.date) as verdate, v.text as vertext,
       _day(v.registration_date) as regdate, y.financial_year_id, y.financial_year,
       v.document_id as file_id, y.company, y.orgnr, v.line as line_no, v.signature as sign
from vouchers v join _years y using (document_id);

create view _sie_rows as
select t.kind, v.series, v.number as vouchernumber, _day(v.date) as verdate, v.text as vertext,
       t.account, _objects_raw(t.objects) as objects_raw, t.amount, _day(t.date) as transdate,
       t.text as transtext, t.quantity, t.signature as sign, y.financial_year_id, y.financial_year,
       t.document_id as file_id, y.company, y.orgnr, t.line as line_no
from transactions t
join _years y using (document_id)
left join _vouchers v using (document_id, voucher_id);

create view sie_trans as select * exclude (kind) from _sie_rows where kind = 'normal';

create view sie_trans_history as
select case kind when 'added' then 'R' else 'B' end as kind, * exclude (kind)
from _sie_rows where kind <> 'normal';

create view sie_accounts as
select a.account, a.name, y.financial_year_id, y.financial_year, a.document_id as file_id,
       y.company, y.orgnr, a.line as line_no
from accounts a join _years y using (document_id) where a.declared;

create view sie_ktyp as
select a.account, a.type_raw as ktyp, y.financial_year_id, y.financial_year,
       a.document_id as file_id, y.company, y.orgnr, a.line as line_no
from accounts a join _years y using (document_id) where a.type_raw is not null;

create view sie_enhet as
select a.account, a.unit, y.financial_year_id, y.financial_year, a.document_id as file_id,
       y.company, y.orgnr, a.line as line_no
from accounts a join _years y using (document_id) where a.unit is not null;

create view sie_sru as
select s.account, s.sru_code as sru, y.financial_year_id, y.financial_year,
       s.document_id as file_id, y.company, y.orgnr, s.line as line_no
from sru_codes s join _years y using (document_id);

create view _sie_periods as
select p.kind, p.year_no_declared as dim, p.period::varchar as period_yyyymm, p.account,
       _objects_raw(p.objects) as objects_raw, p.amount, p.quantity,
       case when len(p.objects) = 0 then 1 else 0 end as is_total_row, y.financial_year_id,
       y.financial_year, p.document_id as file_id, y.company, y.orgnr, p.line as line_no, p.year_no
from period_balances p join _years y using (document_id);

create view sie_psaldo as select * exclude (kind) from _sie_periods where kind = 'actual';
create view sie_pbudget as select * exclude (kind) from _sie_periods where kind = 'budget';

create view _sie_balances as
select case b.kind when 'opening' then 'IB' when 'closing' then 'UB' else 'RES' end as typ,
       b.year_no as dim, b.account, _objects_raw(b.objects) as objects_raw, b.amount, b.quantity,
       y.financial_year_id, y.financial_year, b.document_id as file_id, y.company, y.orgnr,
       b.line as line_no, b.year_no, b.counts,
       -- An #OIB with an empty list says nothing of the account; only null amounts are in doubt.
       len(b.objects) > 0 or (not b.counts and b.amount is not null) as of_object
from balances b join _years y using (document_id);

create view sie_ibub as
select * exclude (objects_raw, of_object, counts) from _sie_balances
where typ in ('IB', 'UB') and not of_object;

create view sie_res as
select * exclude (objects_raw, of_object, typ, counts) from _sie_balances where typ = 'RES';

create view sie_oiboub as
select * exclude (of_object, counts) replace ('O' || typ as typ) from _sie_balances
where typ in ('IB', 'UB') and of_object;

create view sie_rar as
select r.year_no, _day(r.start_date) as start, _day(r.end_date) as "end", y.financial_year_id,
       y.financial_year, r.document_id as file_id, y.company, y.orgnr, r.line as line_no
from fiscal_years r join _years y using (document_id);

create view sie_dimensions as
select d.dimension, d.name, y.financial_year_id, y.financial_year, d.document_id as file_id,
       y.company, y.orgnr, d.line as line_no
from dimensions d join _years y using (document_id) where d.declared;

create view sie_underdim as
select d.dimension, d.name, d.parent_dimension as superdimension, y.financial_year_id,
       y.financial_year, d.document_id as file_id, y.company, y.orgnr, d.line as line_no
from dimensions d join _years y using (document_id) where d.parent_dimension is not null;

create view sie_objects as
select o.dimension, o.object as object_no, o.name as object_name, y.financial_year_id,
       y.financial_year, o.document_id as file_id, y.company, y.orgnr, o.line as line_no
from objects o join _years y using (document_id) where o.declared;

create view sie_company as
select h.company as fnamn, h.orgnr_raw, h.company_id as fnr, h.company_type as ftyp,
       h.currency as valuta, h.chart_type_raw as kptyp, h.tax_year as taxar,
       _day(h.covered_to) as omfattn, h.program, h.program_version, _day(h.generated_date) as gen,
       h.comment as prosa, y.financial_year_id, y.financial_year, h.document_id as file_id,
       h.company, h.orgnr, 1 as line_no
from header h join _years y using (document_id);

-- A file can be had as its own type and as those below it; entries (4I) have no balances.
create macro _sie_files(wanted_type) as table
select financial_year_id, start_date as from_date, end_date as to_date,
       wanted_type::integer as type, encoding, sha256,
       _sie_text(document_id, wanted_type::varchar) as result, financial_year,
       document_id as file_id, company, orgnr
from memory.main._years
where wanted_type::varchar not in ('1', '2', '3', '4')
   or (wanted_type::varchar <= left(sie_type, 1) and (sie_type <> '4I' or wanted_type::varchar = '4'));

create macro sie_file_by_type(wanted_type, wanted_year) as table
from memory.main._sie_files(wanted_type) where financial_year_id = wanted_year::integer;

create schema Fortnox.Sie;
create view Fortnox.Sie.SieTypes as select * from memory.main.sie_types;
create view Fortnox.Sie.SieAnnualBalanceFiles as from memory.main._sie_files(1);
create view Fortnox.Sie.SiePeriodBalanceFiles as from memory.main._sie_files(2);
create view Fortnox.Sie.SieItemBalanceFiles as from memory.main._sie_files(3);
create view Fortnox.Sie.SieTransactionFiles as from memory.main._sie_files(4);
create macro Fortnox.Sie.SieFileByType(wanted_type, wanted_year) as table
from memory.main.sie_file_by_type(wanted_type, wanted_year);
create view SieTypes as from memory.main.sie_types;
create view SieAnnualBalanceFiles as from memory.main._sie_files(1);
create view SiePeriodBalanceFiles as from memory.main._sie_files(2);
create view SieItemBalanceFiles as from memory.main._sie_files(3);
create view SieTransactionFiles as from memory.main._sie_files(4);
create macro SieFileByType(wanted_type, wanted_year) as table
from memory.main.sie_file_by_type(wanted_type, wanted_year);
