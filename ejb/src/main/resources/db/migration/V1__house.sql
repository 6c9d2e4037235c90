-- The whole house's tables in their first form. PostgreSQL holds the truth (docs/house.md); amounts are whole øre;
-- history is only added to: claim_versions, claim_entries, events, delivery_attempts, audit_entries are never updated
-- but for the end of an attempt. Hot states have partial indexes of their own, so that they stay small (a few MB)
-- whatever the history's size. Never repeat a partial index's predicate in an update by primary key: the planner
-- then walks the hot index instead (measured: 20 times slower).

create sequence claims_seq increment 50;
create sequence claim_entries_seq increment 50;
create sequence deliveries_seq increment 50;
create sequence slices_seq;
create sequence delivery_attempts_seq;
create sequence events_seq;

create table municipalities (
    code text primary key check (code ~ '^[0-9]{4}$'),
    name text not null,
    cvr text not null unique check (cvr ~ '^[0-9]{8}$'),
    debtor_system text not null check (debtor_system in ('OPUS', 'PRISME', 'OS_INDSIGT', 'KOBENHAVN')),
    -- null: not live yet, its deliveries wait
    live_on date,
    -- fees created before this day wait
    earliest_fee_on date,
    guardian_policy text not null default 'CHILD' check (guardian_policy in ('CHILD', 'GUARDIAN')),
    -- local time (Europe/Copenhagen) of the daily submission run
    run_at time not null default '02:00',
    paused boolean not null default false,
    changed_at timestamptz not null default now(),
    changed_by text not null default 'installation'
);

create table claims (
    id bigint primary key,
    municipality_code text not null references municipalities (code),
    agency_id text not null,
    fee_id bigint not null check (fee_id > 0),
    -- FBS's own latest version number and the hash of what it said
    version int not null check (version > 0),
    content_hash text not null,
    claim_type text not null,
    -- what FBS says is owed now; 0 once withdrawn
    amount_ore bigint not null check (amount_ore >= 0),
    withdrawn boolean not null default false,
    debtor_identity text not null,
    debtor_name text not null,
    account_status text check (account_status in ('OPEN', 'CLOSED', 'AT_ENFORCEMENT', 'RETURNED')),
    created_at timestamptz not null,
    changed_at timestamptz not null,
    unique (agency_id, fee_id)
);
create index claims_page on claims (municipality_code, changed_at desc, id desc);
create index claims_debtor on claims (debtor_identity, municipality_code);

-- What FBS said, version by version. `parties` is the only column that holds people.
create table claim_versions (
    claim_id bigint not null references claims (id),
    version int not null,
    content_hash text not null,
    said_at timestamptz not null,
    said_by text not null,
    claim_type text not null,
    amount_ore bigint not null check (amount_ore >= 0),
    withdrawn boolean not null,
    reason text not null,
    incurred_on date not null,
    due_on date not null,
    period_from date not null,
    period_to date not null,
    description text not null,
    -- FBS's fee as it came, without parties (loan, materials, compensation); stays here
    fee jsonb not null,
    -- {"debtor": {"kind","identity","name"}, "guardians": [...]}
    parties jsonb not null,
    primary key (claim_id, version)
);

-- The ledger: outstanding = PRINCIPAL + WRITE_UP - WRITE_DOWN - WITHDRAWAL - COVERAGE - WRITE_OFF.
create table claim_entries (
    id bigint primary key,
    claim_id bigint not null references claims (id),
    municipality_code text not null,
    kind text not null check (kind in ('PRINCIPAL', 'WRITE_UP', 'WRITE_DOWN', 'WITHDRAWAL', 'COVERAGE', 'WRITE_OFF')),
    -- above 0, but a reversed coverage or write-off is below 0
    amount_ore bigint not null check (amount_ore > 0 or (amount_ore < 0 and kind in ('COVERAGE', 'WRITE_OFF'))),
    effective_on date not null,
    recorded_at timestamptz not null,
    fbs_version int,
    -- municipality code + the sender's key: a notice is applied once
    notice_key text unique,
    detail text not null default ''
);
create index claim_entries_claim on claim_entries (claim_id, id);
create index claim_entries_sums on claim_entries (municipality_code, kind) include (amount_ore);

create table submission_runs (
    id bigint generated always as identity primary key,
    municipality_code text not null references municipalities (code),
    -- the planned instant; who inserts the row runs it
    slot timestamptz not null,
    trigger text not null check (trigger in ('TIMER', 'MANUAL')),
    requested_by text not null,
    node text not null,
    incarnation uuid not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    result text,
    unique (municipality_code, slot)
);
create unique index submission_runs_one_open on submission_runs (municipality_code) where ended_at is null;

create table deliveries (
    id bigint primary key,
    claim_id bigint not null references claims (id),
    municipality_code text not null,
    -- 1, 2, 3 … within the claim: the order FBS made the changes in
    sequence_no int not null,
    kind text not null check (kind in ('REGISTER', 'WRITE_UP', 'WRITE_DOWN', 'WITHDRAW', 'CHANGE_PARTY')),
    amount_ore bigint not null check (amount_ore >= 0),
    -- the FBS version that this delivery tells
    version int not null,
    state text not null check (state in
        ('WAITING', 'DUE', 'QUEUED', 'SENDING', 'ACCEPTED', 'REFUSED', 'NETTED', 'IN_DOUBT', 'ON_WORKLIST')),
    -- WAITING: why; REFUSED, ON_WORKLIST, IN_DOUBT and DUE again: code of the last outcome
    reason text not null default '',
    reason_text text not null default '',
    not_before timestamptz,
    run_id bigint references submission_runs (id),
    slice_id bigint,
    queued_at timestamptz,
    -- who begun it: fences finish; null outside SENDING
    owner_node text,
    owner_incarnation uuid,
    attempts int not null default 0,
    conversation_id uuid not null,
    request_id uuid not null unique,
    receipt text,
    -- NETTED: the delivery that replaces it, if any
    netted_into bigint references deliveries (id),
    -- a new delivery after a refusal: the refused one
    corrects bigint references deliveries (id),
    created_at timestamptz not null,
    settled_at timestamptz,
    unique (claim_id, sequence_no)
);
-- I3 by the database: one delivery of a claim is on its way at a time.
create unique index deliveries_one_on_its_way on deliveries (claim_id)
    where state in ('DUE', 'QUEUED', 'SENDING', 'IN_DOUBT');
create index deliveries_due on deliveries (municipality_code, id) where state = 'DUE';
create index deliveries_waiting on deliveries (municipality_code, claim_id) where state = 'WAITING';
create index deliveries_slice on deliveries (slice_id) where state in ('QUEUED', 'SENDING');
create index deliveries_queued on deliveries (queued_at) where state = 'QUEUED';
create index deliveries_sending on deliveries (owner_node) where state = 'SENDING';
create index deliveries_in_doubt on deliveries (municipality_code, not_before) where state = 'IN_DOUBT';
create index deliveries_worklist on deliveries (municipality_code, id) where state in ('REFUSED', 'ON_WORKLIST');
create index deliveries_run on deliveries (run_id, state);

create table delivery_attempts (
    id bigint primary key,
    delivery_id bigint not null references deliveries (id),
    slice_id bigint not null,
    -- CallersServiceCallIdentifier
    call_id uuid not null unique,
    node text not null,
    incarnation uuid not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    detail text not null default ''
);
create unique index delivery_attempts_one_open on delivery_attempts (delivery_id) where ended_at is null;
create index delivery_attempts_delivery on delivery_attempts (delivery_id, id);

-- What happened, for the timeline and the answers feed.
create table events (
    id bigint primary key default nextval('events_seq'),
    municipality_code text not null,
    claim_id bigint not null references claims (id),
    delivery_id bigint,
    kind text not null,
    amount_ore bigint,
    at timestamptz not null,
    actor text not null,
    detail text not null default ''
);
create index events_claim on events (claim_id, id);

-- The feed to FBS: events get dense numbers after commit, by one sequencer under a lease.
create table answers_pending (event_id bigint primary key references events (id));
create table answers (
    no bigint primary key,
    event_id bigint not null unique references events (id)
);

create table settlement_messages (
    id bigint generated always as identity primary key,
    municipality_cvr text not null,
    message_id text not null,
    sender text not null,
    raw text not null,
    raw_hash text not null,
    received_at timestamptz not null,
    state text not null check (state in ('RECEIVED', 'APPLIED', 'PARKED')),
    reason text not null default '',
    attempts int not null default 0,
    settled_at timestamptz,
    unique (municipality_cvr, message_id)
);
create index settlement_messages_open on settlement_messages (id) where state = 'RECEIVED';

-- A notice that could not be applied waits here for a person.
create table parked_notices (
    id bigint generated always as identity primary key,
    municipality_code text,
    message_id bigint not null references settlement_messages (id),
    notice_key text not null unique,
    claim_reference text not null,
    kind text not null,
    amount_ore bigint,
    value_on date not null,
    reason text not null,
    parked_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by text
);

create table nodes (
    name text primary key,
    incarnation uuid not null,
    started_at timestamptz not null,
    beat_at timestamptz not null
);

create table leases (
    name text primary key,
    node text not null,
    incarnation uuid not null,
    until timestamptz not null
);

create table fee_batches (
    id uuid primary key,
    client text not null,
    received_at timestamptz not null,
    ended_at timestamptz,
    lines int not null default 0,
    taken int not null default 0,
    unchanged int not null default 0,
    refused int not null default 0
);
create table fee_batch_lines (
    batch_id uuid not null references fee_batches (id),
    line_no int not null check (line_no > 0),
    outcome text not null check (outcome in ('TAKEN', 'UNCHANGED', 'REFUSED')),
    agency_id text,
    fee_id bigint,
    problem_type text,
    pointer text,
    detail text,
    primary key (batch_id, line_no)
);
create index fee_batch_lines_refused on fee_batch_lines (batch_id, line_no) where outcome = 'REFUSED';

create table idempotency_keys (
    client text not null,
    key text not null,
    request_hash text not null,
    -- null while the first request is still running
    status int,
    location text,
    body text,
    created_at timestamptz not null,
    primary key (client, key)
);

create table audit_entries (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    roles text not null,
    purpose text not null,
    action text not null,
    subject text not null,
    municipality_code text,
    detail text not null default ''
);
create index audit_entries_subject on audit_entries (subject, id);
