-- What the alarm watch remembers (docs/decisions/0016-alarms.md).

-- The alarms that are on now: a row comes when one begins and goes when it is over, so that each is said once, on
-- whichever node, and across restarts.
create table alarms (
    kind text not null,
    -- '' where it is about no municipality or no node
    municipality_code text not null default '',
    node text not null default '',
    step int not null check (step > 0),
    since timestamptz not null,
    begun_at timestamptz not null default now(),
    primary key (kind, municipality_code, node)
);

-- What every minute's look cannot count: it takes a walk through all that is not told, which grows with a backlog.
create table open_claims (
    municipality_code text primary key references municipalities (code),
    -- null: nothing is unsent
    oldest_unsent_at timestamptz,
    -- last payment date of the claim that is limited first; null: everything is told
    nearest_due_on date,
    due bigint not null,
    read_at timestamptz not null
);
