-- Hibernate writes a chunk's rows kind by kind, in the order in which it first met each kind: a chunk that begins with a
-- change of a known fee writes versions before the claims that are new in it. So these references are looked at when the
-- transaction commits (or is prepared), not line by line.
alter table claim_versions alter constraint claim_versions_claim_id_fkey deferrable initially deferred;
alter table claim_entries alter constraint claim_entries_claim_id_fkey deferrable initially deferred;
alter table deliveries alter constraint deliveries_claim_id_fkey deferrable initially deferred;
