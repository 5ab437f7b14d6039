create schema siekit_books
-- next
create schema siekit
-- next
create table siekit_books.made (version text not null)
-- next
create table siekit_books.readers (role_name text primary key, domain_id integer not null)
-- next
-- Whose domain a reader may see. The name with which it signed in counts, which no SET changes.
create function siekit_books.own_domain() returns integer language sql stable security definer
set search_path = '' as
$$ select domain_id from siekit_books.readers where role_name = session_user $$
-- next
create table siekit_books.members (
    document_id integer primary key,
    domain_id integer not null,
    integration_id integer not null,
    snapshot_id integer not null,
    file text not null,
    company text,
    orgnr text,
    fiscal_year text,
    first_day date not null,
    last_day date not null,
    years_elsewhere smallint[] not null default '{}'
)
-- next
create index on siekit_books.members (domain_id, integration_id)
-- next
alter table siekit_books.members enable row level security
-- next
create policy own_domain on siekit_books.members for select
using (domain_id = (select siekit_books.own_domain()))
-- next
create table siekit_books.statement_lines (
    statement text not null, statement_line integer not null,
    first integer not null, last integer not null
)
-- next
create table siekit_books.account_facts (
    document_id integer not null, account text not null, name text, statement text,
    statement_line integer, primary key (document_id, account)
)
-- next
alter table siekit_books.account_facts enable row level security
-- next
create policy own_domain on siekit_books.account_facts for select
using (document_id in (select document_id from siekit_books.members))
-- next
create table siekit_books.object_names (
    document_id integer not null, dimension integer not null, object text not null, name text,
    primary key (document_id, dimension, object)
)
-- next
alter table siekit_books.object_names enable row level security
-- next
create policy own_domain on siekit_books.object_names for select
using (document_id in (select document_id from siekit_books.members))
-- next
create view siekit.files with (security_invoker = true) as
select document_id, file, company, orgnr, fiscal_year, first_day, last_day, integration_id,
       snapshot_id
from siekit_books.members
