-- Indexes for what the pages offer, one per kind of list (docs/decisions/0008-pages.md).

-- A figure of the money proof, and the page of rows behind it, for one state or all: sums come from the index alone.
create index deliveries_states on deliveries (municipality_code, state, id) include (amount_ore);

-- Sums of what FBS says is owed.
create index claims_sums on claims (municipality_code) include (amount_ore);
create index claims_fee on claims (municipality_code, fee_id);
-- The beginning of a debtor's name, whatever the database's collation.
create index claims_debtor_name on claims (municipality_code, lower(debtor_name) text_pattern_ops);
create index claims_withdrawn on claims (municipality_code, changed_at desc, id desc) where withdrawn;

-- What came back, newest first.
create index claim_entries_answers on claim_entries (municipality_code, kind, id) where kind in ('COVERAGE', 'WRITE_OFF');
create index events_account_status on events (municipality_code, id) where kind = 'ACCOUNT_STATUS';
create index parked_notices_open on parked_notices (municipality_code) where resolved_at is null;
create index settlement_messages_latest on settlement_messages (municipality_cvr, received_at);

-- Runs, newest first.
create index submission_runs_page on submission_runs (municipality_code, id);
