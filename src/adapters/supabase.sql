-- Gaung's counts on Supabase, or on any PostgreSQL (13 or later) behind PostgREST.
-- Paste it whole into the SQL editor, or say: psql -f supabase.sql. It may be run again: what is counted stays.

create table if not exists public.gaung_pages (
  page text primary key check (octet_length(page) between 1 and 1024),
  version bigint not null default 0,
  views bigint not null default 0,
  shares jsonb not null default '{}',
  reactions jsonb not null default '{}'
);

-- One row for each visitor and page: a vote is set, never added. A visitor is kept as a hash.
create table if not exists public.gaung_votes (
  page text not null references public.gaung_pages on delete cascade,
  visitor text not null,
  at bigint not null,
  reactions text[] not null,
  primary key (page, visitor)
);

-- The interactions of the last 8 days: what comes again has no effect.
create table if not exists public.gaung_applied (
  id uuid primary key,
  at timestamptz not null default now()
);
create index if not exists gaung_applied_at on public.gaung_applied (at);

-- The hosts whose pages are counted: insert into gaung_hosts values ('news.example'). While it is empty, all are.
-- A page that is a bare id has no host. Where there are hosts, '' counts such pages, too.
create table if not exists public.gaung_hosts (
  host text primary key
);

-- No policies: nobody reads or writes a table but by the functions below.
alter table public.gaung_pages enable row level security;
alter table public.gaung_votes enable row level security;
alter table public.gaung_applied enable row level security;
alter table public.gaung_hosts enable row level security;

create or replace function public.gaung_is_counted(page text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from public.gaung_hosts)
    or exists (select from public.gaung_hosts where host = coalesce(substring(page from '^([^/]*)/'), ''));
$$;

-- Why an interaction is refused, by a code of Gaung's list; null where nothing is wrong.
create or replace function public.gaung_problem(one jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when jsonb_typeof(one) is distinct from 'object' or coalesce(one->>'type', '') not in ('view', 'share', 'reaction')
      then 'type-unknown'
    when coalesce(one->>'id', '') !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
      then 'id-invalid'
    when octet_length(one->>'page') > 1024
      then 'page-too-long'
    when jsonb_typeof(one->'page') is distinct from 'string' or one->>'page' ~ '[[:cntrl:]]'
      or one->>'page' !~ '^([^/]+/|[A-Za-z0-9_-]{1,128}$)' -- A host and a path, or a bare id.
      then 'page-invalid'
    when not public.gaung_is_counted(one->>'page')
      then 'page-not-allowed'
    when jsonb_typeof(one->'at') is distinct from 'number' or one->>'at' !~ '^[0-9]{1,16}$'
      then 'at-invalid'
    when one->>'type' = 'share' and (
        jsonb_typeof(one->'network') is distinct from 'string' or one->>'network' !~ '^[a-z0-9][a-z0-9-]{0,31}$'
      )
      then 'network-invalid'
    when one->>'type' = 'reaction' and jsonb_typeof(one->'reactions') is distinct from 'array'
      then 'reaction-invalid'
    when one->>'type' = 'reaction' and (
        select count(*) > 24 or count(*) > count(distinct id)
          or not coalesce(bool_and(jsonb_typeof(id) = 'string' and id #>> '{}' ~ '^[a-z0-9][a-z0-9-]{0,31}$'), true)
        from jsonb_array_elements(one->'reactions') id
      )
      then 'reaction-invalid'
  end;
$$;

create or replace function public.gaung_add(counts jsonb, id text, change bigint) returns jsonb
language sql immutable set search_path = '' as $$
  select case
    when coalesce((counts->>id)::bigint, 0) + change > 0
      then counts || jsonb_build_object(id, coalesce((counts->>id)::bigint, 0) + change)
    else counts - id
  end;
$$;

create or replace function public.gaung_counts(pages text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('counts', coalesce(jsonb_object_agg(asked.page, jsonb_build_object(
    'version', coalesce(known.version, 0),
    'views', coalesce(known.views, 0),
    'shares', coalesce(known.shares, '{}'),
    'reactions', coalesce(known.reactions, '{}')
  )), '{}'))
  from (select distinct page from unnest(pages[1:100]) page where page <> '') asked
  left join public.gaung_pages known on known.page = asked.page
  where public.gaung_is_counted(asked.page);
$$;

create or replace function public.gaung_record(interactions jsonb, visitor text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  who constant text := encode(sha256(convert_to(visitor, 'UTF8')), 'hex');
  now_ms constant bigint := floor(extract(epoch from clock_timestamp()) * 1000);
  one jsonb;
  code text;
  known public.gaung_pages;
  vote public.gaung_votes;
  made bigint;
  reaction text;
  choice text[];
  numbers jsonb;
  keys text[] := '{}';
  refused jsonb := '[]';
begin
  if jsonb_typeof(interactions) is distinct from 'array' or jsonb_array_length(interactions) > 100 then
    raise exception 'interactions is a list of at most 100' using errcode = '22023';
  end if;

  -- All rows first, in one order, so that two calls never wait for each other.
  select coalesce(array_agg(distinct value->>'page'), '{}') into keys
    from jsonb_array_elements(interactions) where public.gaung_problem(value) is null;
  insert into public.gaung_pages (page) select key from unnest(keys) key order by key on conflict do nothing;
  perform from public.gaung_pages where page = any (keys) order by page for update;

  for one in select value from jsonb_array_elements(interactions) loop
    code := public.gaung_problem(one);
    if code is null and one->>'type' = 'reaction' and who is null then
      code := 'rejected'; -- Nobody's vote.
    end if;
    if code is null then
      insert into public.gaung_applied (id) values ((one->>'id')::uuid) on conflict do nothing;
      continue when not found;
      select * into known from public.gaung_pages where page = one->>'page';
      if one->>'type' = 'view' then
        update public.gaung_pages set views = views + 1, version = version + 1 where page = known.page;
      elsif one->>'type' = 'share' then
        numbers := public.gaung_add(known.shares, one->>'network', 1);
        if (select count(*) from jsonb_object_keys(numbers)) > 200 then
          code := 'too-many-ids';
        else
          update public.gaung_pages set shares = numbers, version = version + 1 where page = known.page;
        end if;
      else
        vote := null;
        select * into vote from public.gaung_votes where gaung_votes.page = known.page and gaung_votes.visitor = who;
        -- The future becomes now, but stays newer than the choice before it: two taps may share a millisecond.
        made := least((one->>'at')::bigint, greatest(now_ms, coalesce(vote.at, 0) + 1));
        continue when vote.at is not null and made <= vote.at; -- An older choice that arrives late.
        choice := array(select value from jsonb_array_elements_text(one->'reactions') order by value);
        numbers := known.reactions;
        foreach reaction in array coalesce(vote.reactions, '{}') loop
          numbers := public.gaung_add(numbers, reaction, -1);
        end loop;
        foreach reaction in array choice loop
          numbers := public.gaung_add(numbers, reaction, 1);
        end loop;
        if (select count(*) from jsonb_object_keys(numbers)) > 24 then
          code := 'too-many-ids';
        else
          update public.gaung_pages set reactions = numbers, version = version + 1 where page = known.page;
          insert into public.gaung_votes values (known.page, who, made, choice)
            on conflict on constraint gaung_votes_pkey do update set at = made, reactions = choice;
        end if;
      end if;
      if code is not null then
        delete from public.gaung_applied where gaung_applied.id = (one->>'id')::uuid; -- It may come again.
      end if;
    end if;
    if code is not null then
      refused := refused || jsonb_build_array(jsonb_build_object('id', one->'id', 'code', code));
    end if;
  end loop;

  delete from public.gaung_applied where gaung_applied.id in (
    select old.id from public.gaung_applied old where old.at < now() - interval '8 days' limit 200 for update skip locked
  );

  return jsonb_build_object('refused', refused, 'counts', coalesce((
    select jsonb_object_agg(key, value || case when who is null then '{}'
      else jsonb_build_object('mine', coalesce(gaung_votes.reactions, '{}')) end)
    from jsonb_each(public.gaung_counts(keys)->'counts')
    left join public.gaung_votes on gaung_votes.page = key and gaung_votes.visitor = who
  ), '{}'));
end;
$$;

-- Two functions are for readers, the others for these two. Supabase lets its roles call whatever is made.
revoke execute on function public.gaung_is_counted(text), public.gaung_problem(jsonb),
  public.gaung_add(jsonb, text, bigint) from public;

do $$
declare
  role text;
begin
  foreach role in array array['anon', 'authenticated'] loop
    continue when not exists (select from pg_roles where rolname = role);
    execute format('grant execute on function public.gaung_counts(text[]), public.gaung_record(jsonb, text) to %I', role);
    execute format('revoke execute on function public.gaung_is_counted(text), public.gaung_problem(jsonb), '
      'public.gaung_add(jsonb, text, bigint) from %I', role);
  end loop;
end;
$$;

-- PostgREST looks for functions when it starts, and when it is told.
notify pgrst, 'reload schema';
