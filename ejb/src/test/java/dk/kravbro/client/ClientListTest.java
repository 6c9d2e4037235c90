package dk.kravbro.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The list as operators write it and as the doors read it, on a real database. */
class ClientListTest {

    private static final Actor ANNA = new Actor("anna", Set.of(Role.OPERATOR), Set.of(), "test");
    private static final Proof CERTIFICATE = new Proof(Proof.Kind.CERTIFICATE, "ab".repeat(32));
    private static final Proof ORGANISATION = new Proof(Proof.Kind.ORGANISATION, "12345674 UI:DK-O:G:1");
    private static final Proof TOKEN = new Proof(Proof.Kind.TOKEN_CLIENT, "fbs-prod");

    private final ClientDesk desk = new ClientDesk();
    private final ClientList list = new ClientList();
    private final List<String> audited = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        desk.database = database;
        desk.audit = new AuditTrail() {
            @Override
            public void record(Actor actor, String action, String subject, String detail) {
                audited.add(actor.name() + ", " + action + ", " + subject + ", " + detail);
            }
        };
        list.database = database;
        list.clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private static Client client(String name, boolean enabled, Proof... proofs) {
        return new Client(
                name,
                enabled,
                Set.of(Role.FBS),
                new Reach(false, Set.of("DK-710100"), Set.of("0751", "0851")),
                600,
                60_000,
                List.of(proofs));
    }

    @Test
    void a_client_is_read_as_it_was_written_and_each_change_is_audited() {
        Client first = client("fbs-prod", true, CERTIFICATE, TOKEN);
        Client second = new Client(
                "fbs-prod", false, Set.of(Role.FBS, Role.OPERATOR), Reach.EVERYWHERE, 1, 1, List.of(ORGANISATION));

        assertThat(desk.write(first, ANNA)).isEqualTo(new ClientDesk.Outcome.Written(first, true));
        assertThat(desk.find("fbs-prod", ANNA)).contains(first);
        assertThat(desk.write(second, ANNA)).isEqualTo(new ClientDesk.Outcome.Written(second, false));
        assertThat(desk.all(ANNA)).containsExactly(second);
        assertThat(audited)
                .containsExactly(
                        "anna, client admitted, client fbs-prod, none -> enabled, roles [FBS], for [DK-710100] and"
                                + " [0751, 0851], per minute 600 requests and 60000 lines, proven by [CERTIFICATE "
                                + "ab".repeat(32) + ", TOKEN_CLIENT fbs-prod]",
                        "anna, client changed, client fbs-prod, enabled, roles [FBS], for [DK-710100] and"
                                + " [0751, 0851], per minute 600 requests and 60000 lines, proven by [CERTIFICATE "
                                + "ab".repeat(32) + ", TOKEN_CLIENT fbs-prod] -> disabled, roles [FBS, OPERATOR], for"
                                + " every library, per minute 1 requests and 1 lines, proven by [ORGANISATION"
                                + " 12345674 UI:DK-O:G:1]");
    }

    @Test
    void a_proof_belongs_to_one_client() {
        desk.write(client("one", true, CERTIFICATE), ANNA);

        assertThat(desk.write(client("two", true, TOKEN, CERTIFICATE), ANNA))
                .isEqualTo(new ClientDesk.Outcome.ProofsTaken(List.of(CERTIFICATE)));
        assertThat(desk.find("two", ANNA)).isEmpty();
    }

    @Test
    void a_municipality_must_be_there() {
        Client nowhere = new Client(
                "one", true, Set.of(Role.FBS), new Reach(false, Set.of(), Set.of("0101", "0102")), 1, 1, List.of());

        assertThat(desk.write(nowhere, ANNA)).isEqualTo(new ClientDesk.Outcome.MunicipalitiesUnknown(List.of("0102")));
    }

    @Test
    void only_operators_admit_clients() {
        Actor fbs = new Actor("fbs", Set.of(Role.FBS), Set.of(), "test");

        assertThatThrownBy(() -> desk.write(client("one", true), fbs)).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> desk.all(fbs)).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> desk.find("one", fbs)).isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void what_is_changed_holds_after_five_seconds_and_not_a_clock_s_whim() {
        desk.write(client("one", true, CERTIFICATE), ANNA);
        assertThat(list.provenBy(List.of(TOKEN, CERTIFICATE))).get().matches(Client::enabled);
        assertThat(list.provenBy(List.of(TOKEN))).isEmpty();

        desk.write(client("one", false, CERTIFICATE), ANNA);
        assertThat(list.provenBy(List.of(CERTIFICATE))).get().matches(Client::enabled, "as seen a moment ago");

        now = now.plus(ClientList.FRESH);
        assertThat(list.provenBy(List.of(CERTIFICATE))).get().matches(client -> !client.enabled());

        desk.write(client("one", true, CERTIFICATE), ANNA);
        now = now.minus(Duration.ofDays(1));
        assertThat(list.provenBy(List.of(CERTIFICATE))).get().matches(Client::enabled, "after a clock was set back");
    }

    @Test
    void an_old_list_that_cannot_be_read_again_admits_nobody() {
        desk.write(client("one", true, CERTIFICATE), ANNA);
        list.provenBy(List.of(CERTIFICATE));
        AtomicInteger asked = new AtomicInteger();
        DataSource database = list.database;
        list.database = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                throw new SQLException("away", "08001");
            }
        };
        now = now.plus(ClientList.FRESH);

        assertThatThrownBy(() -> list.provenBy(List.of(CERTIFICATE))).hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> list.provenBy(List.of(CERTIFICATE))).hasCauseInstanceOf(SQLException.class);
        assertThat(asked).as("one failed look stands for all for a second").hasValue(1);

        list.database = database;
        now = now.plusSeconds(1);
        assertThat(list.provenBy(List.of(CERTIFICATE))).isPresent();
    }
}
