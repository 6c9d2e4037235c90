-- A fee that was cancelled in FBS before we ever heard of it: its put is late, or lost. Kept so that a late one does not bring
-- the fee to life (docs/decisions/0006-intake-difference.md). Nobody's data: library, number, version, day.
create table fee_cancellations (
    agency_id text not null,
    fee_id bigint not null check (fee_id > 0),
    municipality_code text not null references municipalities (code),
    version integer not null check (version > 0),
    said_at timestamptz not null,
    said_by text not null,
    primary key (agency_id, fee_id));
create index fee_cancellations_kept on fee_cancellations (municipality_code, said_at);
comment on index fee_cancellations_kept is 'early cancellations whose time is over';

-- A request's key is forgotten when its time is over, whether or not anybody uses it again.
create index idempotency_keys_kept on idempotency_keys (created_at);
comment on index idempotency_keys_kept is 'keys whose time is over';

-- A retired key stays known, so that a node which still has it does not make it one that is demanded. (V15 makes the columns where it
-- runs after this was written: it holds a node's keys against the tables before V18 is reached.)
alter table data_keys add column if not exists retired_at timestamptz;
alter table lookup_keys add column if not exists retired_at timestamptz;
