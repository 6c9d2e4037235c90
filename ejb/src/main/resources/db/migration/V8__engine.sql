-- What the submission engine needs to be steered and to hold itself back (docs/decisions/0013 to 0018).

-- A municipality's own calendar, its throttle, and the limits from which a run waits for people.
alter table municipalities
    -- weekdays with a planned run, by the clock in Denmark
    add column run_days text not null default 'MON,TUE,WED,THU,FRI,SAT,SUN'
        check (run_days ~ '^(MON|TUE|WED|THU|FRI|SAT|SUN)(,(MON|TUE|WED|THU|FRI|SAT|SUN))*$'),
    -- local times between which deliveries are sent; both null: all day; from > until: over midnight
    add column sends_from time,
    add column sends_until time,
    -- deliveries put on their way per minute at most; null: no throttle
    add column most_per_minute int check (most_per_minute > 0),
    -- a run of more øre waits for two people; null: no limit
    add column hold_above_ore bigint check (hold_above_ore > 0),
    -- a run with a larger share of refusals waits for two people; null: no limit
    add column hold_above_refused_percent int check (hold_above_refused_percent between 1 and 99),
    add constraint municipalities_window check ((sends_from is null) = (sends_until is null) and sends_from <> sends_until);

-- Days on which nothing is sent: holidays, the closing of the year.
create table municipality_closings (
    municipality_code text not null references municipalities (code),
    first_on date not null,
    last_on date not null check (last_on >= first_on),
    reason text not null check (length(reason) between 1 and 100),
    primary key (municipality_code, first_on)
);

-- What operations choose for a whole product: its delivery group pauses one node's dispatchers, this row all nodes' runs.
create table debtor_systems (
    product text primary key check (product in ('OPUS', 'PRISME', 'OS_INDSIGT', 'KOBENHAVN')),
    paused boolean not null default false,
    most_per_minute int check (most_per_minute > 0),
    changed_at timestamptz not null default now(),
    changed_by text not null default 'installation'
);
insert into debtor_systems (product) values ('OPUS'), ('PRISME'), ('OS_INDSIGT'), ('KOBENHAVN');

-- How many deliveries were put on their way in the running minute, per throttled municipality or product. Taken in a
-- transaction of its own: the run's is prepared, and a dead node's would lock the row for all.
create table throttles (
    name text primary key,
    minute timestamptz not null,
    used int not null
);

-- A debtor system that is known to be away: one probe at a time goes there, and nothing else.
create table outages (
    municipality_code text primary key references municipalities (code),
    -- slices in a row that reached nobody
    failures int not null,
    -- null: not known to be away yet
    away_since timestamptz,
    -- when the next probe may go
    probe_at timestamptz,
    code text not null,
    changed_at timestamptz not null default now()
);

-- A person's wish that a run stops: what is only queued is taken back, what is being sent is finished.
alter table submission_runs
    add column stop_asked_at timestamptz,
    add column stop_asked_by text;

-- A run that left its municipality's limits waits here until two different people have released it. Each cause holds a
-- run once.
create table run_holds (
    run_id bigint not null references submission_runs (id),
    cause text not null check (cause in ('TOTAL_AMOUNT', 'REFUSED_SHARE')),
    -- what was found and what the limit was, in øre or percent
    found bigint not null,
    allowed bigint not null,
    held_at timestamptz not null,
    first_release_by text,
    first_release_at timestamptz,
    second_release_by text,
    second_release_at timestamptz,
    primary key (run_id, cause),
    check (second_release_by is null or first_release_by is not null and second_release_by <> first_release_by)
);
create index run_holds_open on run_holds (run_id) where second_release_by is null;

-- Every answer to an inquiry about a delivery in doubt, in the order in which they came: a later one that contradicts an
-- earlier one is a matter for a person, and a person sees both sides.
create table inquiries (
    id bigint generated always as identity primary key,
    delivery_id bigint not null references deliveries (id),
    attempt int not null,
    asked_at timestamptz not null,
    finding text not null check (finding in ('FOUND', 'NOT_FOUND', 'REFUSED', 'CONTRADICTORY', 'UNUSABLE')),
    claim_reference text,
    amount_ore bigint,
    receipt text,
    code text
);
create index inquiries_delivery on inquiries (delivery_id, id);

-- Who settled a delivery on the work list, and why.
alter table deliveries
    add column settled_by text;

-- The legal steps: a person may end what is on the work list, and a delivery that cannot even be begun ends there.
create or replace function delivery_step_check() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('WAITING', 'DUE'), ('WAITING', 'NETTED'),
        ('DUE', 'QUEUED'), ('DUE', 'NETTED'), ('DUE', 'WAITING'),
        ('QUEUED', 'SENDING'), ('QUEUED', 'DUE'), ('QUEUED', 'ON_WORKLIST'),
        ('SENDING', 'ACCEPTED'), ('SENDING', 'REFUSED'), ('SENDING', 'DUE'), ('SENDING', 'IN_DOUBT'),
        ('IN_DOUBT', 'ACCEPTED'), ('IN_DOUBT', 'REFUSED'), ('IN_DOUBT', 'DUE'), ('IN_DOUBT', 'ON_WORKLIST'),
        ('ON_WORKLIST', 'ACCEPTED'), ('ON_WORKLIST', 'REFUSED'), ('ON_WORKLIST', 'DUE'))
    then
        raise exception 'delivery %: no step from % to %', old.id, old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end
$$;
