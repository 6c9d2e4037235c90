package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.intake.FeeIntake;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.SeenFee;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.secrets.CertificateEnds;
import dk.kravbro.submission.Node;
import dk.kravbro.submission.RunStarter;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests inside the server, with the real EAR, the real transaction manager and a real PostgreSQL. */
@Order(7)
@ExtendWith(InServerDatabase.class)
@ExtendWith(ArquillianExtension.class)
class InServerIT {

    private static final Actor FBS = new Actor("fbs", Set.of(Role.FBS), Set.of(), "test");
    private static final String CODE = "0410";
    private static final String AGENCY = "DK-741000";

    @EJB(lookup = "java:app/kravbro-ejb/FeeIntake!dk.kravbro.intake.FeeIntake")
    FeeIntake intake;

    @EJB(lookup = "java:app/kravbro-ejb/RunStarter!dk.kravbro.submission.RunStarter")
    RunStarter starter;

    @EJB(lookup = "java:app/kravbro-ejb/Node!dk.kravbro.submission.Node")
    Node node;

    @Inject
    CertificateEnds certificates;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Deployment
    static EnterpriseArchive application() {
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, "kravbro.ear")
                .importFrom(new File(System.getProperty("kravbro.application")))
                .as(EnterpriseArchive.class);
        String modules = text(ear.get("META-INF/application.xml").getAsset().openStream());
        ear.delete("META-INF/application.xml");
        ear.setApplicationXML(new StringAsset(modules.replaceFirst(
                "(?=<library-directory>)",
                "<module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web></module>")));
        WebArchive tests = ShrinkWrap.create(WebArchive.class, "tests.war")
                .addClasses(InServerIT.class, InServerDatabase.class, Sql.class, Fees.class, Await.class, Api.class)
                .addPackages(true, "org.assertj.core")
                .addPackages(true, "net.bytebuddy")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        ear.addAsModule(Testable.archiveToTest(tests));
        return ear;
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void live() throws SQLException {
        sql("drop trigger if exists test_refuses on deliveries");
        sql("update debtor_systems set paused = false");
        sql("update municipalities set live_on = '2020-01-01', debtor_system = 'OPUS' where code = '" + CODE + "'");
    }

    @Test
    void the_node_is_registered_and_its_heart_beats() {
        String name = node.name();
        assertThat(name).isEqualTo("in-server");
        assertThat(Sql.text(database, "select incarnation::text from nodes where name = ?", name))
                .isEqualTo(node.incarnation().toString());
        String before = Sql.text(database, "select beat_at::text from nodes where name = ?", name);
        Await.until(
                "a heartbeat",
                java.time.Duration.ofSeconds(10),
                () -> !Sql.text(database, "select beat_at::text from nodes where name = ?", name)
                        .equals(before));
        assertThat(node.mayCall(node.epoch())).isTrue();
    }

    @Test
    void the_ends_of_the_server_s_own_certificates_are_known() {
        assertThat(certificates.all())
                .extracting(CertificateEnds.End::name)
                .anyMatch(name -> name.startsWith("kravbro-back-channel/"))
                .anyMatch(name -> name.startsWith("kravbro-senders/"));
        assertThat(certificates.all()).allMatch(end -> end.endsAt().isAfter(java.time.Instant.now()));
    }

    @Test
    void a_fee_leaves_claim_entry_delivery_and_event_together() {
        FeeOutcome outcome = put(1, Fees.body(1, 12.50));
        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
        assertThat(Sql.counts(
                        database,
                        "select 'claim', count(*) from claims where agency_id = ? and fee_id = 1"
                                + " union all select 'entry', count(*) from claim_entries e join claims c"
                                + " on c.id = e.claim_id where c.agency_id = ? and c.fee_id = 1"
                                + " union all select 'delivery', count(*) from deliveries d join claims c"
                                + " on c.id = d.claim_id where c.agency_id = ? and c.fee_id = 1",
                        AGENCY,
                        AGENCY,
                        AGENCY))
                .isEqualTo(Map.of("claim", 1L, "entry", 1L, "delivery", 1L));
        assertThat(put(1, Fees.body(1, 12.50))).isInstanceOf(FeeOutcome.Unchanged.class);
    }

    @Test
    void a_fee_in_a_transaction_that_is_rolled_back_was_never_there() throws Exception {
        transaction.begin();
        assertThat(put(2, Fees.body(1, 12.50))).isInstanceOf(FeeOutcome.Taken.class);
        transaction.rollback();
        assertThat(Sql.number(database, "select count(*) from claims where agency_id = ? and fee_id = 2", AGENCY))
                .isZero();
    }

    @Test
    void who_is_not_fbs_leaves_nothing() {
        Actor other = new Actor("other", Set.of(Role.MUNICIPALITY), Set.of(CODE), "test");
        assertThatThrownBy(() -> intake.put(
                        AGENCY, "3", Fees.body(1, 10).getBytes(StandardCharsets.UTF_8), SeenFee.ANYHOW, other))
                .hasMessageContaining("needs fbs");
        assertThat(Sql.number(database, "select count(*) from claims where agency_id = ? and fee_id = 3", AGENCY))
                .isZero();
    }

    @Test
    void a_run_that_fails_after_it_sent_a_message_leaves_neither_rows_nor_message() throws Exception {
        for (int fee = 11; fee <= 15; fee++) {
            put(fee, Fees.body(1, fee));
        }
        long due = due();
        assertThat(due)
                .as("slices of two: the first is sent before the last is picked")
                .isGreaterThanOrEqualTo(5);
        long run = openRun();
        long messages = messagesEver();
        sql("create or replace function test_refuses() returns trigger language plpgsql as"
                + " $$ begin raise exception 'planted'; end $$");
        sql("create trigger test_refuses before update of state on deliveries for each row"
                + " when (new.state = 'QUEUED' and new.amount_ore = 1500) execute function test_refuses()");

        assertThatThrownBy(() -> starter.queueSlices(run, CODE, DebtorSystemProduct.OPUS, 400))
                .isInstanceOf(Exception.class);

        assertThat(due()).as("rows").isEqualTo(due);
        assertThat(messagesEver()).as("messages").isEqualTo(messages);
        sql("drop trigger test_refuses on deliveries");
        assertThat(starter.queueSlices(run, CODE, DebtorSystemProduct.OPUS, 400))
                .isEqualTo((int) due);
        assertThat(messagesEver()).as("one message a slice").isEqualTo(messages + (due + 1) / 2);
        sql("update submission_runs set ended_at = now() where id = " + run);
    }

    private FeeOutcome put(long fee, String body) {
        return intake.put(AGENCY, Long.toString(fee), body.getBytes(StandardCharsets.UTF_8), SeenFee.ANYHOW, FBS);
    }

    private long due() {
        return Sql.number(
                database, "select count(*) from deliveries where municipality_code = ? and state = 'DUE'", CODE);
    }

    /** A run that has ended already, so that nobody but this test moves it on. */
    /** A run that no conductor moves on, since its product is paused: what this test queues is all there is. */
    private long openRun() throws SQLException {
        sql("update debtor_systems set paused = true where product = 'OPUS'");
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('" + CODE + "', now(), 'MANUAL', 'test', 'in-server', gen_random_uuid(), now())");
        return Sql.number(database, "select max(id) from submission_runs");
    }

    private static long messagesEver() throws Exception {
        return ((Number) ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(
                                new ObjectName("jboss.as:subsystem=messaging-activemq,server=default,"
                                        + "jms-queue=submission.slices"),
                                "messagesAdded"))
                .longValue();
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
