-- What must never be, refused by the database itself, whatever statement or person tries it (docs/decisions/0032-database.md).

-- A delivery that waits for a person is open too: nothing of its claim may pass it.
drop index deliveries_one_on_its_way;
create unique index deliveries_one_open on deliveries (claim_id)
    where state in ('DUE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'ON_WORKLIST');

alter table deliveries
    add constraint deliveries_sequence_no check (sequence_no > 0),
    add constraint deliveries_version check (version > 0),
    add constraint deliveries_attempts check (attempts >= 0),
    -- A change of party has no amount, all else but a withdrawal of nothing has one.
    add constraint deliveries_amount check (kind in ('REGISTER', 'WITHDRAW') or (kind = 'CHANGE_PARTY') = (amount_ore = 0));
alter table delivery_attempts
    add constraint delivery_attempts_outcome check (outcome in ('ACCEPTED', 'REFUSED', 'DUE', 'IN_DOUBT'));

alter table claims
    add constraint claims_claim_type check (claim_type in
        ('LATE_FEE', 'COMPENSATION_ACKNOWLEDGED', 'COMPENSATION_UNACKNOWLEDGED', 'OTHER')),
    add constraint claims_withdrawn_owe_nothing check (not withdrawn or amount_ore = 0),
    -- The debtor has paid, or was let off, more than FBS says is owed: the ledger of a claim is below zero only with this flag.
    add column in_credit boolean not null default false;
alter table claim_versions
    add constraint claim_versions_claim_type check (claim_type in
        ('LATE_FEE', 'COMPENSATION_ACKNOWLEDGED', 'COMPENSATION_UNACKNOWLEDGED', 'OTHER')),
    add constraint claim_versions_withdrawn_owe_nothing check (not withdrawn or amount_ore = 0);

-- What FBS alone says never leads below zero, so the lines of new claims, most of all lines, cost nothing here. The claim's row is locked by
-- whoever adds a line to it (docs/house.md), so two lines never see half of each other.
create function claim_credit_check() returns trigger language plpgsql as $$
declare
    owed bigint;
begin
    select sum(case when kind in ('PRINCIPAL', 'WRITE_UP') then amount_ore else -amount_ore end) into owed
    from kravbro.claim_entries where claim_id = new.claim_id;
    update kravbro.claims set in_credit = owed < 0 where id = new.claim_id and in_credit <> (owed < 0);
    return null;
end
$$;
create trigger claim_credit after insert on claim_entries
    for each row when (new.kind <> 'PRINCIPAL') execute function claim_credit_check();

update claims set in_credit = true where id in (
    select claim_id from claim_entries group by claim_id
    having sum(case when kind in ('PRINCIPAL', 'WRITE_UP') then amount_ore else -amount_ore end) < 0);

-- History is added to and never rewritten. Deleting stays possible for an operator who ends an installation; nothing in the product does it.
create function history_is_final() returns trigger language plpgsql as $$
begin
    raise exception '% is history: a row is added, never changed', tg_table_name using errcode = 'check_violation';
end
$$;
create trigger claim_entries_are_final before update on claim_entries
    for each row execute function history_is_final();
create trigger answers_are_final before update on answers
    for each row execute function history_is_final();
create trigger audit_entries_are_final before update of at, actor, roles, purpose, action on audit_entries
    for each row execute function history_is_final();
create trigger delivery_attempts_end_once before update of outcome, ended_at on delivery_attempts
    for each row when (old.ended_at is not null) execute function history_is_final();
create trigger claim_versions_say_what_was_said before update of claim_id, version, said_at, amount_ore, withdrawn on claim_versions
    for each row when (row(old.claim_id, old.version, old.said_at, old.amount_ore, old.withdrawn)
        is distinct from row(new.claim_id, new.version, new.said_at, new.amount_ore, new.withdrawn))
    execute function history_is_final();

-- A claim stays where it is, is FBS's same fee, and knows what it knew.
create function claim_identity_check() returns trigger language plpgsql as $$
begin
    if new.agency_id <> old.agency_id or new.fee_id <> old.fee_id or new.municipality_code <> old.municipality_code then
        raise exception 'claim %: its fee and its municipality never change', old.id using errcode = 'check_violation';
    end if;
    if new.version < old.version then
        raise exception 'claim %: no way back from version % to %', old.id, old.version, new.version using errcode = 'check_violation';
    end if;
    if old.withdrawn and not new.withdrawn then
        raise exception 'claim %: a withdrawn claim never comes back', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger claim_identity before update of agency_id, fee_id, municipality_code, version, withdrawn on claims
    for each row execute function claim_identity_check();

-- Why each index is there; a test holds that none is without a reason, and docs/database.md is made of these.
comment on index claims_page is 'a municipality''s claims, latest change first: keyset pages';
comment on index claims_sums is 'sum of what FBS says is owed, from the index alone';
comment on index claims_fee is 'search by fee number within a municipality';
comment on index claims_withdrawn is 'page of withdrawn claims: few among many';
comment on index claim_entries_claim is 'a claim''s ledger in order';
comment on index claim_entries_sums is 'sums of the money proof by kind, from the index alone';
comment on index claim_entries_answers is 'payments and write-offs as they came: page and figures; few among many';
comment on index claim_types_own is 'the rows that hold for a municipality and type';
comment on index submission_runs_one_open is 'one run of a municipality at a time';
comment on index submission_runs_page is 'a municipality''s runs, latest first';
comment on index deliveries_one_open is 'one delivery of a claim is open at a time (I3); what is open of a claim';
comment on index deliveries_due is 'what a run picks next';
comment on index deliveries_waiting is 'what a run releases, nets, and a recheck looks at';
comment on index deliveries_slice is 'begin and finish of a slice';
comment on index deliveries_queued is 'the sweeper: queued for too long';
comment on index deliveries_sending is 'the sweeper: what a dead node had begun';
comment on index deliveries_in_doubt is 'what may be asked about now';
comment on index deliveries_worklist is 'work list and refusals, and their figures';
comment on index deliveries_run is 'a run''s figures and its end';
comment on index deliveries_corrects is 'a refused delivery is corrected once';
comment on index deliveries_states is 'a state''s figure in the money proof and the page behind it, from the index alone';
comment on index delivery_attempts_one_open is 'one attempt of a delivery at a time';
comment on index delivery_attempts_delivery is 'a delivery''s attempts, latest first';
comment on index inquiries_delivery is 'a delivery''s inquiries, latest first';
comment on index events_claim is 'a claim''s timeline';
comment on index events_account_status is 'account statuses as they came; few among many';
comment on index events_notice is 'a status notice counts once';
comment on index settlement_messages_open is 'the sweeper: kept and not applied';
comment on index settlement_messages_in_clear is 'messages from before sealing, until they are sealed';
comment on index settlement_messages_kept is 'texts whose time is over';
comment on index settlement_messages_latest is 'when a municipality was last heard of';
comment on index parked_notices_open is 'notices that wait for a person, and their figure';
comment on index municipality_senders_cvr is 'whether a sender is anybody''s';
comment on index run_holds_open is 'runs that wait for two people';
comment on index dry_runs_one_at_a_time is 'one dry run of a municipality at a time';
comment on index dry_runs_latest is 'a municipality''s dry runs, latest first';
comment on index dry_run_lines_invalid is 'lines that break the contract; few among many';
comment on index calls_unfit is 'answers that nobody has looked at';
comment on index fee_batch_lines_refused is 'a batch''s refused lines; few among many';
comment on index idempotency_keys_location is 'the key of a batch';
comment on index audit_entries_subject is 'all that was done with somebody''s or something''s data';
comment on index claims_debtor is 'a person''s claims';
comment on index claims_debtor_name is 'the beginning of a debtor''s name';

-- The work list of claims that are not ready.
create index claim_findings_rule on claim_findings (municipality_code, rule, claim_id);
comment on index claim_findings_rule is 'work list of claims that are not ready, by the rules that stop in a municipality';
