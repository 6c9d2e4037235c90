-- How fast a batch is dealt with, for who asks while it runs (docs/decisions/0026).
alter table fee_batches
    -- bytes of the text up to last_line
    add column bytes bigint not null default 0,
    -- when the request that works on it (or did last) began, and behind which line; null: from before this was kept
    add column working_since timestamptz,
    add column working_from int not null default 0;

-- What FBS listed as an agency's open fees, held against ours at one instant (docs/decisions/0026). Not history: removed
-- with its rows kravbro.snapshot.keep-days after it came.
create table fee_snapshots (
    id uuid primary key,
    agency_id text not null,
    municipality_code text not null references municipalities (code),
    client text not null,
    -- the caller's own key of the request
    idempotency_key text not null,
    -- RECEIVING: lines arrive, or broke off; INCOMPLETE: it did not end as it must, and was not compared
    state text not null check (state in ('RECEIVING', 'INCOMPLETE', 'COMPARED', 'APPLYING', 'APPLIED')),
    received_at timestamptz not null,
    -- when a request last worked on it: fences who receives, and who applies
    progressed_at timestamptz not null,
    -- raised by each request that begins anew: an earlier one finds that it was overtaken
    attempt int not null default 1,
    -- hash of the whole text
    text_hash text not null default '',
    lines int not null default 0,
    -- the instant as of which FBS made the list, and the one at which it was held against ours
    taken_at timestamptz,
    compared_at timestamptz,
    -- lines that could not be read, and those of them that do not even say which fee
    unreadable int not null default 0,
    unidentified int not null default 0,
    -- readable fees there and their sum; open claims here, what FBS had said of them, and what is outstanding
    fees_there int not null default 0,
    ore_there bigint not null default 0,
    fees_here int not null default 0,
    ore_here bigint not null default 0,
    outstanding_ore bigint not null default 0,
    -- what was asked to be applied: kinds by comma, reason and day of cancellations; how far that has come
    applied_kinds text,
    cancel_reason text,
    cancel_on date,
    applied_to int not null default 0,
    applied_by text,
    applied_at timestamptz,
    unique (client, idempotency_key)
);
create index fee_snapshots_received on fee_snapshots (received_at);

-- The lines as they arrive; gone once they are compared. `sealed` is the line itself, kept only where it did not say what
-- was here when it came.
create table fee_snapshot_lines (
    snapshot_id uuid not null references fee_snapshots (id) on delete cascade,
    line_no int not null,
    fee_id bigint,
    version int,
    amount_ore bigint,
    -- the claim's version that it was held against when it came, 0: none; and in what they differed. Not a hash of what it says: who
    -- has a name could try out all numbers.
    seen_version int,
    differs text not null default '',
    problems jsonb,
    sealed bytea,
    primary key (snapshot_id, line_no)
);

create table fee_snapshot_differences (
    snapshot_id uuid not null references fee_snapshots (id) on delete cascade,
    no int not null,
    kind text not null check (kind in ('UNREADABLE', 'MISSING_HERE', 'MISSING_THERE', 'OTHER_AMOUNT', 'OTHER_DEBTOR',
        'OTHER_STATE', 'OTHER_VERSION', 'OTHER_DETAILS', 'LATER_HERE')),
    line_no int,
    fee_id bigint,
    differs text not null,
    version_there int,
    version_here int,
    ore_there bigint,
    ore_here bigint,
    state_here text check (state_here in ('OPEN', 'CANCELLED', 'SETTLED')),
    -- whether a put with FBS's version, or a cancellation, would end it
    applicable boolean not null,
    problems jsonb,
    -- the line, to be applied; null once it was
    sealed bytea,
    -- what became of it when it was applied
    outcome text check (outcome in ('TAKEN', 'UNCHANGED', 'REFUSED')),
    outcome_problem text,
    primary key (snapshot_id, no)
);
-- Few and short-lived: what still could be applied.
create index fee_snapshot_differences_sealed on fee_snapshot_differences (snapshot_id) where sealed is not null;
create index fee_snapshot_differences_kind on fee_snapshot_differences (snapshot_id, kind, no);

comment on index fee_snapshots_received is 'the keeper: snapshots that are older than they are kept';
comment on index fee_snapshot_differences_sealed is 'the keeper: texts that can be applied no more; few and short-lived';
comment on index fee_snapshot_differences_kind is 'a snapshot''s differences of one kind in order, and their figures';
