-- Preset supabase: what is usual there passes under recommended without a message, in one transaction or in one
-- string; statement by statement it only waits. What lacks row security does not pass.
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;

-- The platform, small: roles that clients come as, an owner who is no superuser, schemas that belong to others, and the
-- rights that every new table of public has from the start.
CREATE ROLE regress_conventions_anon;
CREATE ROLE regress_conventions_authenticated;
CREATE ROLE regress_conventions_service BYPASSRLS;
CREATE ROLE regress_conventions_auth_admin;
CREATE ROLE regress_conventions_owner BYPASSRLS;
CREATE SCHEMA auth AUTHORIZATION regress_conventions_auth_admin;
CREATE SCHEMA extensions;
CREATE SCHEMA storage AUTHORIZATION regress_conventions_auth_admin;
GRANT CREATE, USAGE ON SCHEMA public TO regress_conventions_owner;
GRANT USAGE ON SCHEMA public, auth, storage, extensions TO PUBLIC;
SET ROLE regress_conventions_auth_admin;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email varchar(255), raw_user_meta_data jsonb, created_at timestamptz);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
GRANT ALL ON auth.users TO regress_conventions_owner;
CREATE TABLE storage.objects (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, bucket_id text, name text, owner uuid, created_at timestamptz DEFAULT now());
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
GRANT ALL ON storage.objects TO regress_conventions_anon, regress_conventions_authenticated;
RESET ROLE;
GRANT regress_conventions_auth_admin TO regress_conventions_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE regress_conventions_owner IN SCHEMA public
    GRANT ALL ON TABLES TO regress_conventions_anon, regress_conventions_authenticated, regress_conventions_service;
SELECT conventions.enable('recommended', '{supabase}');
SET ROLE regress_conventions_owner;
SET search_path = public, extensions;
SET client_min_messages = notice;

\echo === one transaction
begin;
create table public.todos (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  task text not null check (char_length(task) > 3),
  is_complete boolean not null default false,
  created_at timestamptz not null default now()
);
create index todos_user_id_idx on public.todos (user_id);
alter table public.todos enable row level security;
create policy "Individuals can see their own todos." on public.todos for select
  to regress_conventions_authenticated using ((select auth.uid()) = user_id);
create policy "Individuals can create todos." on public.todos for insert
  to regress_conventions_authenticated with check ((select auth.uid()) = user_id);
create policy "Individuals can update their own todos." on public.todos for update
  to regress_conventions_authenticated using ((select auth.uid()) = user_id) with check ((select auth.uid()) = user_id);
create policy "Individuals can delete their own todos." on public.todos for delete
  to regress_conventions_authenticated using ((select auth.uid()) = user_id);
commit;

\echo === keys that are uuids, a table for the users of another schema, a trigger there, public reading
begin;
create table if not exists public.profiles (
  id uuid not null references auth.users on delete cascade primary key,
  updated_at timestamptz,
  username text unique,
  avatar_url text,
  constraint username_length check (char_length(username) >= 3)
);
alter table profiles enable row level security;
create policy "Public profiles are viewable by everyone." on profiles for select using (true);
create policy "Users can insert their own profile." on profiles for insert with check ((select auth.uid()) = id);
create policy "Users can update own profile." on profiles for update using ((select auth.uid()) = id);
create function public.handle_new_user() returns trigger set search_path = '' as $$
begin
  insert into public.profiles (id) values (new.id);
  return new;
end;
$$ language plpgsql security definer;
create trigger on_auth_user_created after insert on auth.users
  for each row execute procedure public.handle_new_user();
create policy "Anyone can upload an avatar." on storage.objects for insert with check (bucket_id = 'avatars');
commit;
begin;
create type public.app_role as enum ('admin', 'moderator');
create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users on delete cascade not null,
  role app_role not null,
  created_at timestamptz not null default now(),
  unique (user_id, role)
);
comment on table public.user_roles is 'Application roles for each user.';
alter table public.user_roles enable row level security;
create policy "Users read their own roles" on public.user_roles for select to regress_conventions_authenticated
  using ((select auth.uid()) = user_id);
commit;

\echo === one string
create table public.countries (id bigint primary key generated always as identity, name text not null, created_at timestamptz not null default now())\;
alter table public.countries enable row level security\;
create policy "everybody reads" on public.countries for select to regress_conventions_anon, regress_conventions_authenticated using (true);

\echo === statement by statement
create table public.messages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id),
  body text not null,
  created_at timestamptz not null default now()
);
create index on public.messages using btree (user_id);
alter table public.messages enable row level security;
create policy "own messages" on public.messages for all to regress_conventions_authenticated
  using ((select auth.uid()) = user_id) with check ((select auth.uid()) = user_id);
RESET ROLE;
SELECT rule, status, identity FROM conventions.findings(at_least => 'warn') WHERE schema_name IN ('public', 'auth', 'storage');

\echo === without it
SET ROLE regress_conventions_owner;
begin;
create table public.notes (id bigint primary key generated always as identity, body text, created_at timestamptz not null default now());
commit;
create table public.notes (id bigint primary key generated always as identity, body text, created_at timestamptz not null default now());
RESET ROLE;
SELECT rule, severity, status, identity FROM conventions.findings(at_least => 'warn') WHERE schema_name = 'public';
-- a schema that clients do not reach
create schema private;
begin;
create table private.notes (id bigint primary key generated always as identity, body text, created_at timestamptz not null default now());
commit;

\echo === the schemas of the platform, left out
SELECT count(conventions.set_rule(rule, 'off', in_schema => 'auth|realtime|storage|supabase_.*')) > 0 AS left_out FROM conventions.rules();
begin;
create table auth."Sessions" (id int, "user" text);
commit;

SELECT count(conventions.reset_rule(rule, in_schema => 'auth|realtime|storage|supabase_.*')) > 0 AS as_before FROM conventions.rules();
SELECT conventions.enable('recommended', '{}');
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA auth, storage, extensions, private CASCADE;
DROP TABLE public.todos, public.profiles, public.user_roles, public.countries, public.messages, public.notes;
DROP FUNCTION public.handle_new_user;
DROP TYPE public.app_role;
DROP OWNED BY regress_conventions_anon, regress_conventions_authenticated, regress_conventions_service, regress_conventions_auth_admin, regress_conventions_owner;
DROP ROLE regress_conventions_anon, regress_conventions_authenticated, regress_conventions_service, regress_conventions_auth_admin, regress_conventions_owner;
