-- Raw messages kept sealed, and what support needs of a call (docs/decisions/0023-data-keys.md, 0024-message-archive.md).

-- The data keys that anything here may be sealed with: a node whose key under a number does not open its proof, or that
-- lacks a number, does not start. A number goes when nothing is sealed with it any more.
create table data_keys (
    number smallint primary key check (number between 1 and 255),
    proof bytea not null
);

-- What the platform's help desk asks for of an attempt, as long as the attempt is kept; null where nobody said it.
alter table delivery_attempts
    add column platform_call_id text,
    add column platform_received text;

-- What is known of calls, without personal data: of all whose messages are kept, and of all that were not accepted. By month,
-- so that old ones are dropped and not deleted. What finds no month of its own goes into the rest.
create table calls (
    -- when its outcome was recorded
    at timestamptz not null,
    call_id uuid not null,
    request_id uuid not null,
    conversation_id uuid not null,
    municipality_code text not null,
    municipality_cvr text not null,
    -- null: an inquiry, which is about many deliveries
    delivery_id bigint,
    operation text not null,
    endpoint text not null,
    security_model text not null,
    soap_version text not null,
    outcome text not null check (outcome in ('ACCEPTED', 'REFUSED', 'NOT_DELIVERED', 'IN_DOUBT')),
    cause text not null,
    why text not null,
    -- 0: no answer came
    http_status int not null,
    sent_bytes int not null,
    received_bytes int not null,
    took_ms bigint not null,
    ended_at timestamptz not null,
    platform_call_id text not null,
    platform_received text not null,
    -- one a line: code, tab, text
    faults text not null,
    -- an answer came that does not fit: it waits for a person until somebody has looked
    unfit boolean not null,
    seen_at timestamptz,
    seen_by text,
    primary key (call_id, at)
) partition by range (at);
create table calls_rest partition of calls default;
create index calls_unfit on calls (municipality_code, at) where unfit and seen_at is null;

-- Their messages, packed and sealed. By day, for the same reason: these hold people.
create table call_messages (
    at timestamptz not null,
    call_id uuid not null,
    direction text not null check (direction in ('OUT_REQUEST', 'OUT_ANSWER')),
    content_type text not null,
    -- what is left out, in words
    note text not null,
    payload bytea not null,
    primary key (call_id, direction, at)
) partition by range (at);
-- Packed already: PostgreSQL need not try again.
alter table call_messages alter column payload set storage external;
create table call_messages_rest partition of call_messages default;

-- Messages of the back channel are packed and sealed too; `raw` is for those that came before, and the sweeper empties it.
-- Once applied and old, a message is forgotten: both are null then, its row stays (its id keeps copies out).
alter table settlement_messages
    alter column raw drop not null,
    add column sealed bytea;
alter table settlement_messages alter column sealed set storage external;
create index settlement_messages_in_clear on settlement_messages (id) where raw is not null;
create index settlement_messages_kept on settlement_messages (settled_at) where state = 'APPLIED' and sealed is not null;
