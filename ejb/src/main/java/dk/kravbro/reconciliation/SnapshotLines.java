package dk.kravbro.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The lines of snapshots while they arrive, and what is made of them in the end. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SnapshotLines {

    private static final String ADD = "insert into kravbro.fee_snapshot_lines (snapshot_id, line_no, fee_id, version,"
            + " amount_ore, seen_version, differs, problems, sealed)"
            + " values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)";

    /** One statement, so that all of it sees the same instant. A fee's first readable line counts; others are unreadable. */
    private static final String COMPARE = """
            with here as materialized (
                select c.fee_id, c.version, c.amount_ore, c.withdrawn, c.changed_at,
                    coalesce((select sum(case when e.kind in ('PRINCIPAL', 'WRITE_UP') then e.amount_ore
                        else -e.amount_ore end) from kravbro.claim_entries e where e.claim_id = c.id), 0) as owed
                from kravbro.claims c where c.agency_id = ?),
            there as materialized (
                select l.*, row_number() over (partition by l.fee_id, l.problems is null order by l.line_no) as nth
                from kravbro.fee_snapshot_lines l where l.snapshot_id = ?),
            matched as (
                select t.line_no, coalesce(t.fee_id, h.fee_id) as fee_id, coalesce(t.differs, '') as differs,
                    t.version as version_there, h.version as version_here,
                    t.amount_ore as ore_there, h.amount_ore as ore_here, t.sealed,
                    case when h.fee_id is null then null when h.withdrawn then 'CANCELLED' when h.owed <= 0 then 'SETTLED'
                        else 'OPEN' end as state_here,
                    case when h.fee_id is null then 'MISSING_HERE'
                        when t.fee_id is null then case when h.withdrawn or h.owed <= 0 then null
                            when h.changed_at > ? then 'LATER_HERE' else 'MISSING_THERE' end
                        when h.version > t.version and h.changed_at > ? then 'LATER_HERE'
                        when h.withdrawn or h.owed <= 0 then 'OTHER_STATE'
                        when h.version = t.seen_version and t.differs = '' then null
                        when h.version <> t.seen_version then 'LATER_HERE'
                        when 'AMOUNT' = any (string_to_array(t.differs, ' ')) then 'OTHER_AMOUNT'
                        when 'DEBTOR' = any (string_to_array(t.differs, ' ')) then 'OTHER_DEBTOR'
                        when h.version <> t.version then 'OTHER_VERSION'
                        else 'OTHER_DETAILS' end as kind
                from (select * from there where problems is null and nth = 1) t
                full join here h on h.fee_id = t.fee_id),
            found as (
                select *, kind = 'MISSING_HERE'
                        or kind = 'MISSING_THERE' and version_here < 2147483647
                        or kind in ('OTHER_AMOUNT', 'OTHER_DEBTOR', 'OTHER_VERSION') and version_there > version_here
                        as applicable, null::jsonb as problems
                from matched where kind is not null
                    and not (kind = 'MISSING_THERE'
                        and fee_id in (select fee_id from there where problems is not null and fee_id is not null))
                union all
                select line_no, fee_id, '', version, null, amount_ore, null, null, null, 'UNREADABLE', false,
                    coalesce(problems, '["same-fee-twice"]'::jsonb)
                from there where problems is not null or nth > 1),
            added as (
                insert into kravbro.fee_snapshot_differences (snapshot_id, no, kind, line_no, fee_id, differs,
                    version_there, version_here, ore_there, ore_here, state_here, applicable, problems, sealed)
                select ?, row_number() over (order by fee_id nulls first, line_no nulls first), kind, line_no, fee_id,
                    differs, version_there, version_here, ore_there, ore_here, state_here, applicable, problems,
                    case when applicable then sealed end
                from found)
            update kravbro.fee_snapshots s set state = 'COMPARED', compared_at = ?, progressed_at = ?,
                unreadable = (select count(*) from there where problems is not null or nth > 1),
                unidentified = (select count(*) from there where problems is not null and fee_id is null),
                fees_there = (select count(*) from there where problems is null and nth = 1),
                ore_there = (select coalesce(sum(amount_ore), 0) from there where problems is null and nth = 1),
                fees_here = (select count(*) from here where not withdrawn and owed > 0),
                ore_here = (select coalesce(sum(amount_ore), 0) from here where not withdrawn and owed > 0),
                outstanding_ore = (select coalesce(sum(owed), 0) from here where not withdrawn and owed > 0)
            where s.id = ?
            """;

    /**
     * A line to be kept until it is compared.
     *
     * @param feeId null if the line does not say it; what follows is null if the line cannot be read
     * @param seenVersion the claim's version that it was held against, 0 if there is none
     * @param differs in what, by blanks; empty if it says the same, or there is nothing to hold it against
     * @param problems slugs as a JSON array; null if it can be read
     * @param sealed the line, if it may have to be applied
     */
    record Line(
            int number,
            @Nullable Long feeId,
            @Nullable Integer version,
            @Nullable Long ore,
            @Nullable Integer seenVersion,
            String differs,
            @Nullable String problems,
            @Nullable LineText sealed) {

        /** Never prints what FBS said. */
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    public void add(UUID snapshot, List<Line> lines) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                for (Line line : lines) {
                    LineText sealed = line.sealed();
                    insert.setObject(1, snapshot);
                    insert.setInt(2, line.number());
                    insert.setObject(3, line.feeId(), Types.BIGINT);
                    insert.setObject(4, line.version(), Types.INTEGER);
                    insert.setObject(5, line.ore(), Types.BIGINT);
                    insert.setObject(6, line.seenVersion(), Types.INTEGER);
                    insert.setString(7, line.differs());
                    insert.setString(8, line.problems());
                    insert.setBytes(9, sealed == null ? null : sealed.bytes());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /**
     * Holds a snapshot's lines against what is here at this instant, and keeps the differences.
     *
     * @param laterThan what changed here after this is later than the list
     */
    public void compare(UUID snapshot, String agencyId, Instant laterThan, Instant now) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement compare = connection.prepareStatement(COMPARE)) {
                compare.setString(1, agencyId);
                compare.setObject(2, snapshot);
                compare.setObject(3, laterThan.atOffset(java.time.ZoneOffset.UTC));
                compare.setObject(4, laterThan.atOffset(java.time.ZoneOffset.UTC));
                compare.setObject(5, snapshot);
                compare.setObject(6, now.atOffset(java.time.ZoneOffset.UTC));
                compare.setObject(7, now.atOffset(java.time.ZoneOffset.UTC));
                compare.setObject(8, snapshot);
                compare.executeUpdate();
            }
        });
        remove(snapshot);
    }

    /** Removes the lines of snapshots that nobody has worked on since then. */
    public void removeLeft(Instant before) {
        entities.createNativeQuery("delete from kravbro.fee_snapshot_lines l using kravbro.fee_snapshots s"
                        + " where s.id = l.snapshot_id and s.progressed_at < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    public void remove(UUID snapshot) {
        entities.createNativeQuery("delete from kravbro.fee_snapshot_lines where snapshot_id = :id")
                .setParameter("id", snapshot)
                .executeUpdate();
    }
}
