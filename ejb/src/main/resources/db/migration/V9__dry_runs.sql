-- Dry runs (docs/decisions/0015): what the next run would send, worked out and checked, and nothing sent. Nothing here is
-- part of a claim's history; the rows of all but a municipality's latest few are removed again.

create table dry_runs (
    id bigint generated always as identity primary key,
    municipality_code text not null references municipalities (code),
    -- ABANDONED: its node died or stopped over it
    state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'ABANDONED')),
    requested_by text not null,
    requested_at timestamptz not null,
    -- the server that works it out: only that one may add to it
    node text not null,
    incarnation uuid not null,
    ended_at timestamptz,
    -- claims with something that has not left, and how many of them have been looked at
    claims bigint not null default 0,
    claims_done bigint not null default 0,
    -- deliveries that would be sent, and how many of them have a line of their own below
    lines bigint not null default 0,
    lines_kept bigint not null default 0,
    -- FAILED: kind of what went wrong
    failure text not null default ''
);
create unique index dry_runs_one_at_a_time on dry_runs (municipality_code) where state = 'RUNNING';
create index dry_runs_latest on dry_runs (municipality_code, id);

create table dry_run_totals (
    dry_run_id bigint not null references dry_runs (id) on delete cascade,
    heading text not null check (heading in ('TO_SEND', 'NETTED', 'HELD_BACK', 'INVALID', 'TOLD')),
    -- TO_SEND, NETTED: kind of delivery; HELD_BACK: why; INVALID: the broken rule; TOLD: BEFORE and AFTER
    name text not null,
    n bigint not null,
    ore bigint not null,
    bytes bigint not null,
    primary key (dry_run_id, heading, name)
);

create table dry_run_lines (
    dry_run_id bigint not null references dry_runs (id) on delete cascade,
    line_no bigint not null,
    claim_reference text not null,
    kind text not null,
    amount_ore bigint not null,
    -- what the debtor system was told is owed, and will have been told after; null: no such claim
    told_before_ore bigint,
    told_after_ore bigint,
    party_changed boolean not null,
    bytes int not null,
    -- element and rule, one a line; never a value
    violations text not null default '',
    primary key (dry_run_id, line_no)
);
create index dry_run_lines_invalid on dry_run_lines (dry_run_id, line_no) where violations <> '';
