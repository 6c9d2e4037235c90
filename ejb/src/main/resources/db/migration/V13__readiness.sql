-- What makes a claim one that the collection side accepts (docs/decisions/0027-readiness.md): the rules of claim types as data, what each claim
-- breaks of the readiness rules, and how much each municipality makes of it.

alter table municipalities
    -- whether its libraries give a receipt at return: decides the law's class of a compensation
    add column gives_receipts boolean not null default true,
    -- whether a description may name the group and record number of what was lent
    add column names_materials boolean not null default false;

-- Where a municipality makes something else of a readiness rule than the product does.
create table municipality_readiness (
    municipality_code text not null references municipalities (code),
    rule text not null check (rule ~ '^[A-Z][A-Z0-9_]{1,59}$'),
    severity text not null check (severity in ('ERROR', 'NOTICE', 'OFF')),
    primary key (municipality_code, rule)
);

-- What holds for a claim type from a day on. Only added to: of the rows that hold on a day the latest counts, and of those from the same day the one
-- that was added last; a municipality's own before the common ones. So a row's end is the next row's beginning.
create table claim_types (
    id bigint generated always as identity primary key,
    -- null: for every municipality
    municipality_code text references municipalities (code),
    claim_type text not null check (claim_type in ('LATE_FEE', 'COMPENSATION_ACKNOWLEDGED', 'COMPENSATION_UNACKNOWLEDGED', 'OTHER')),
    -- what the debtor system knows the type by (fordringstype)
    code text not null check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
    valid_from date not null,
    -- whether such claims may be handed over
    allowed boolean not null,
    lowest_ore bigint not null check (lowest_ore > 0),
    highest_ore bigint not null check (highest_ore >= lowest_ore),
    -- from the creation to the last timely payment date (SRB), where FBS names none
    days_to_pay int not null check (days_to_pay between 0 and 365),
    -- from the last timely payment date to the limitation date
    limitation_years int not null check (limitation_years between 1 and 30),
    -- the period's first day: the day after the loan was due, that day, or the day the fee was created; without a loan always the last
    period_from text not null check (period_from in ('AFTER_LOAN_DUE', 'LOAN_DUE', 'CREATION')),
    -- where the row comes from, in words
    source text not null check (length(source) between 1 and 200),
    added_at timestamptz not null default now(),
    added_by text not null default 'installation'
);
create index claim_types_own on claim_types (municipality_code, claim_type, valid_from);

insert into claim_types
    (claim_type, code, valid_from, allowed, lowest_ore, highest_ore, days_to_pay, limitation_years, period_from, source)
values
    ('LATE_FEE', 'LATE_FEE', '1900-01-01', true, 1, 100000000, 30, 3, 'AFTER_LOAN_DUE',
     'assumed [I]: code, ceiling (that of intake); general rule [K]: limitation; public tariffs [V]: 230 kr. at most for a fee'),
    ('COMPENSATION_ACKNOWLEDGED', 'COMPENSATION_ACKNOWLEDGED', '1900-01-01', true, 1, 100000000, 30, 3, 'LOAN_DUE',
     'class: gældsinddrivelsesloven, annex 1, no. 1 i [V]; assumed [I]: code, ceiling; civil claim: own limitation [K]'),
    ('COMPENSATION_UNACKNOWLEDGED', 'COMPENSATION_UNACKNOWLEDGED', '1900-01-01', true, 1, 100000000, 30, 3, 'LOAN_DUE',
     'class: gældsinddrivelsesloven, annex 1, no. 1 i [V]; assumed [I]: code, ceiling; civil claim: own limitation [K]'),
    ('OTHER', 'OTHER', '1900-01-01', true, 1, 100000000, 30, 3, 'LOAN_DUE',
     'unknown types are carried as other [V]; assumed [I]: code, ceiling; general rule [K]: limitation');

-- The row that the claim's latest version was held against; null: from before there were rows.
alter table claims add column claim_type_id bigint references claim_types (id);
-- The row that a version was held against when FBS said it: what an earlier version tells is not the later one's type.
alter table claim_versions add column claim_type_id bigint references claim_types (id);
-- The code that a registration told first: all attempts under one request id are the same message. Null: not begun yet.
alter table deliveries add column type_code text;

-- What the latest version of a claim breaks of the readiness rules, whatever its municipality makes of it: that is looked up when it is asked for, so
-- that a changed switch counts at once. Not history: a later version's findings take the place of these; each version's are named in its event.
create table claim_findings (
    claim_id bigint not null references claims (id) deferrable initially deferred,
    rule text not null,
    municipality_code text not null,
    -- what the product makes of it
    severity text not null check (severity in ('ERROR', 'NOTICE')),
    found_at timestamptz not null,
    primary key (claim_id, rule)
);

-- Whether a claim breaks a rule that stops it, as its municipality sees it now.
create function claim_is_stopped(claim bigint) returns boolean language sql stable as $$
    select exists (
        select 1 from claim_findings f
        left join municipality_readiness s on s.municipality_code = f.municipality_code and s.rule = f.rule
        where f.claim_id = claim and coalesce(s.severity, f.severity) = 'ERROR')
$$;
