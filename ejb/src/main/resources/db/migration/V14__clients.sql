-- Who may call the API (docs/decisions/0029-clients.md): library systems and whoever tries the API for one. Never deleted, since history names them.
create table clients (
    name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    enabled boolean not null,
    roles text[] not null check (roles <@ array['fbs', 'operator'] and cardinality(roles) between 1 and 2),
    -- acts for every library; then its agencies and municipalities do not matter
    everywhere boolean not null,
    -- most requests, and most lines of batches, in a minute, on each node
    requests_per_minute int not null check (requests_per_minute between 1 and 1000000),
    lines_per_minute int not null check (lines_per_minute between 1 and 100000000),
    changed_at timestamptz not null default now(),
    changed_by text not null
);

-- What proves that a caller is the client: any one of them does. What proves two clients proves none.
create table client_proofs (
    kind text not null check (kind in ('USER', 'CERTIFICATE', 'ORGANISATION', 'TOKEN_CLIENT', 'TOKEN_SUBJECT')),
    value text not null check (length(value) between 1 and 200),
    client text not null references clients (name),
    primary key (kind, value)
);
create index client_proofs_client on client_proofs (client);
comment on index client_proofs_client is 'a client''s proofs';

create table client_agencies (
    client text not null references clients (name),
    agency_id text not null check (agency_id ~ '^DK-7[0-9]{5}$'),
    primary key (client, agency_id)
);

create table client_municipalities (
    client text not null references clients (name),
    municipality_code text not null references municipalities (code),
    primary key (client, municipality_code)
);

-- Who has put fees in until now: the server's user fbs, for every library.
insert into clients (name, enabled, roles, everywhere, requests_per_minute, lines_per_minute, changed_by)
values ('fbs', true, array['fbs'], true, 1000000, 100000000, 'kravbro');
insert into client_proofs (kind, value, client) values ('USER', 'fbs', 'fbs');
