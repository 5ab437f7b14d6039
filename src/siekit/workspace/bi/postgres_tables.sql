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
-- The snapshot that each domain's readers see.
create table siekit_books.published (domain_id integer primary key, snapshot_id integer not null,
    built_at timestamptz not null)
-- next
alter table siekit_books.published enable row level security
-- next
create policy own_domain on siekit_books.published for select
using (domain_id = (select siekit_books.own_domain()))
-- next
-- Members of snapshots whose rows are still to be loaded after the books were made anew.
create table siekit_books.to_load (document_id integer primary key, domain_id integer not null)
-- next
insert into siekit_books.to_load
select upload_id, domain_id from snapshot_members where until_snapshot is null
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
select m.document_id, m.file, m.company, m.orgnr, m.fiscal_year, m.first_day, m.last_day,
       m.integration_id, p.snapshot_id, p.built_at
from siekit_books.members m join siekit_books.published p using (domain_id)
