package dk.kravbro.privacy;

import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.KeyProofs;
import dk.kravbro.secrets.LookupHash;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Version 15 of the schema: what tells of people is sealed (docs/decisions/0030-personal-data.md). In Java, since no database
 * has the keys. One transaction: afterwards every row is sealed, or none is and the start ends with what is missing.
 *
 * <p>The columns in clear are dropped, and both tables are written anew: a dropped column, and the rows as they were before an
 * update, would otherwise stay in the files for as long as nobody cleans up.
 */
@Dependent
public class PeopleSealing implements JavaMigration {

    private static final String BEFORE = """
            alter table kravbro.data_keys add column since timestamptz not null default now(), add column retired_at timestamptz;
            -- The keys that anything here may be looked up by; as data_keys.
            create table kravbro.lookup_keys (
                number smallint primary key check (number between 1 and 255),
                proof bytea not null,
                since timestamptz not null default now(),
                retired_at timestamptz
            );
            -- How far claims have been sealed and hashed by a pair of keys; another pair begins anew, and so does each day.
            create table kravbro.key_changes (
                only_one boolean primary key default true check (only_one),
                data_key smallint not null,
                lookup_key smallint not null,
                begun_at timestamptz not null,
                -- the claims up to this id have been looked at
                up_to_claim bigint not null,
                -- claims and versions written anew so far
                rewritten bigint not null,
                -- null: still at it
                ended_at timestamptz
            );
            -- Years after the end of the one in which a claim was settled, for which its people are kept.
            alter table kravbro.municipalities
                add column keeps_settled_years int not null default 5 check (keeps_settled_years between 1 and 30);
            alter table kravbro.claims
                -- who owes, with the hash of FBS's latest version, sealed; null once erased
                add column debtor bytea,
                -- keyed hash of register and number: how a debtor's claims are found
                add column debtor_key bytea,
                -- keyed hash of the name's first letters
                add column name_key bytea,
                add column erased_at timestamptz;
            alter table kravbro.claim_versions
                -- hash, description, people and FBS's fee, sealed; null once erased
                add column said bytea,
                add column erased boolean not null default false;
            """;

    private static final String AFTER = """
            alter table kravbro.claims
                drop column debtor_identity, drop column debtor_name, drop column content_hash,
                add constraint claims_debtor_sealed check (case when erased_at is null
                    then debtor is not null and debtor_key is not null and name_key is not null
                    else debtor is null and debtor_key is null and name_key is null end);
            alter table kravbro.claim_versions
                drop column content_hash, drop column description, drop column fee, drop column parties,
                add constraint claim_versions_sealed check (erased = (said is null));
            -- Sealed already: PostgreSQL need not try to pack it.
            alter table kravbro.claim_versions alter column said set storage external;
            create index claims_debtor on kravbro.claims (debtor_key, municipality_code);
            create index claims_debtor_name on kravbro.claims (municipality_code, name_key);
            -- The same value by an expression: PostgreSQL writes the table anew, without what was dropped or replaced.
            alter table kravbro.claims alter column version type int using (version + 0);
            alter table kravbro.claim_versions alter column amount_ore type bigint using (amount_ore + 0);
            """;

    private final DataSeal seal;
    private final LookupHash hash;
    private final PeopleSeal people;

    @Inject
    public PeopleSealing(DataSeal seal, LookupHash hash, PeopleSeal people) {
        this.seal = seal;
        this.hash = hash;
        this.people = people;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("15");
    }

    @Override
    public String getDescription() {
        return "personal data";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        // Whole tables are written anew, each in one statement that says nothing for as long as it takes.
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement ddl = connection.createStatement()) {
            ddl.execute(BEFORE);
            KeyProofs proofs = new KeyProofs(connection);
            proofs.hold(seal);
            proofs.hold(hash);
            new PlainPeople(connection, people).seal();
            ddl.execute(AFTER);
        }
    }
}
