package dk.kravbro.privacy;

import dk.kravbro.privacy.PersonalDataKeys.Held;
import dk.kravbro.privacy.PersonalDataKeys.Kind;
import dk.kravbro.privacy.PersonalDataKeys.Progress;
import dk.kravbro.privacy.PersonalDataKeys.Retirement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what was written with which key: the number stands in a value's first byte, which is all that is read of it. */
final class KeyUse {

    /** A count of millions takes seconds; one that takes longer is of no use to anybody. */
    private static final int COUNT_SECONDS = 120;

    private static final String HELD = """
            with used as (
              select 'DATA' as kind, get_byte(debtor, 0) as number, count(*) as n from claims where debtor is not null group by 2
              union all
              select 'DATA', get_byte(substring(said from 1 for 1), 0), count(*) from claim_versions where said is not null group by 2
              union all
              select 'DATA', get_byte(substring(payload from 1 for 1), 0), count(*) from call_messages group by 2
              union all
              select 'DATA', get_byte(substring(sealed from 1 for 1), 0), count(*) from settlement_messages where sealed is not null group by 2
              union all
              select 'DATA', get_byte(substring(sealed from 1 for 1), 0), count(*) from fee_snapshot_lines
                where sealed is not null group by 2
              union all
              select 'DATA', get_byte(substring(sealed from 1 for 1), 0), count(*) from fee_snapshot_differences
                where sealed is not null group by 2
              union all
              select 'LOOKUP', get_byte(debtor_key, 0), count(*) from claims where debtor_key is not null group by 2
              union all
              select 'LOOKUP', get_byte(name_key, 0), count(*) from claims where name_key is not null group by 2),
            known as (
              select 'DATA' as kind, number, number = max(number) over () as newest from data_keys where retired_at is null
              union all
              select 'LOOKUP', number, number = max(number) over () from lookup_keys where retired_at is null)
            select kind, number, coalesce(newest, false) as newest, coalesce(sum(n), 0) as n
            from known full join used using (kind, number) group by 1, 2, 3 order by 1, 2
            """;

    private static final String PROGRESS = """
            select up_to_claim, rewritten, ended_at is not null as ended, (select coalesce(max(id), 0) from claims) as highest
            from key_changes
            """;

    /** A live node that has not seen the newest key of that kind: it started before. */
    private static final String OLD_NODE = """
            select exists (select 1 from nodes where beat_at > now() - interval '10 minutes'
              and started_at < (select since from %s order by number desc limit 1))
            """;

    private final Connection connection;

    KeyUse(Connection connection) {
        this.connection = connection;
    }

    List<Held> all() throws SQLException {
        List<Held> held = new ArrayList<>();
        try (PreparedStatement count = connection.prepareStatement(HELD)) {
            count.setQueryTimeout(COUNT_SECONDS);
            try (ResultSet row = count.executeQuery()) {
                while (row.next()) {
                    held.add(new Held(
                            Kind.valueOf(row.getString("kind")),
                            row.getInt("number"),
                            row.getBoolean("newest"),
                            row.getLong("n")));
                }
            }
        }
        return held;
    }

    Optional<Progress> progress() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(PROGRESS);
                ResultSet row = read.executeQuery()) {
            return row.next()
                    ? Optional.of(new Progress(
                            Math.min(row.getLong("up_to_claim"), row.getLong("highest")),
                            row.getLong("highest"),
                            row.getLong("rewritten"),
                            row.getBoolean("ended")))
                    : Optional.empty();
        }
    }

    Retirement retire(Kind kind, int number) throws SQLException {
        Optional<Held> held = all().stream()
                .filter(key -> key.kind() == kind && key.number() == number)
                .findFirst();
        if (held.isEmpty()) {
            return Retirement.UNKNOWN;
        }
        if (held.get().newest()) {
            return Retirement.NEWEST;
        }
        if (held.get().rows() > 0) {
            return Retirement.IN_USE;
        }
        String table = kind == Kind.DATA ? "data_keys" : "lookup_keys";
        try (PreparedStatement old = connection.prepareStatement(OLD_NODE.formatted(table));
                ResultSet row = old.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                return Retirement.OLD_NODE;
            }
        }
        try (PreparedStatement retired = connection.prepareStatement(
                "update " + table + " set retired_at = now() where number = ? and retired_at is null")) {
            retired.setInt(1, number);
            retired.executeUpdate();
        }
        return Retirement.RETIRED;
    }
}
