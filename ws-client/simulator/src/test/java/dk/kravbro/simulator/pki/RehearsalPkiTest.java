package dk.kravbro.simulator.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalPkiTest {

    private static final String VIBORG = "29189846";

    @TempDir
    static Path directory;

    private static RehearsalPki pki;

    @BeforeAll
    static void make() throws IOException {
        pki = RehearsalPki.create(
                directory.resolve("pki"),
                PkiRequest.forThisMachine(Instant.now()).withMunicipalities(List.of(VIBORG)));
    }

    @Test
    void everybody_has_a_certificate_whose_subject_names_the_organisation_as_oces3_does() throws Exception {
        Map<String, String> cvrs = Map.of(
                "platform",
                PkiRequest.PLATFORM_CVR,
                "fagsystem",
                PkiRequest.CREDITOR_CVR,
                "sts",
                PkiRequest.PLATFORM_CVR,
                "service-signing",
                PkiRequest.PLATFORM_CVR,
                "municipality-" + VIBORG,
                VIBORG);
        for (Map.Entry<String, String> each : cvrs.entrySet()) {
            X509Certificate certificate = pki.identity(each.getKey()).certificate();

            certificate.verify(pki.identity("ca").certificate().getPublicKey());
            assertThat(certificate.getSubjectX500Principal().getName("RFC2253", Map.of("2.5.4.97", "ORGID")))
                    .as(each.getKey())
                    .contains("CN=" + each.getKey())
                    .contains(",ORGID=NTRDK-" + each.getValue() + ",");
            assertThat(pki.identity(each.getKey()).key().getAlgorithm()).isEqualTo("RSA");
        }
    }

    @Test
    void an_authority_says_that_it_is_not_for_production() throws IOException {
        assertThat(pki.identity("ca").certificate().getSubjectX500Principal().getName())
                .contains("NOT FOR PRODUCTION");
        assertThat(pki.directory().resolve("README.txt")).content().contains("Never trust them in production");
    }

    @Test
    void a_former_certificate_names_the_organisation_in_its_serial_number() throws IOException {
        Identity former = pki.formerSender("former", VIBORG);

        assertThat(former.certificate().getSubjectX500Principal().getName("RFC2253", Map.of("2.5.4.5", "SN")))
                .contains(",SN=CVR:" + VIBORG + "-FID:10000001,");
    }

    @Test
    void a_rehearsal_can_show_a_servers_certificate_that_ended_and_one_of_another_host() throws Exception {
        X509Certificate right = pki.identity(RehearsalPki.SERVER).certificate();
        X509Certificate ended = pki.identity(RehearsalPki.SERVER_ENDED).certificate();
        X509Certificate elsewhere = pki.identity(RehearsalPki.SERVER_ELSEWHERE).certificate();

        assertThat(ended.getNotAfter()).isBefore(Date.from(Instant.now()));
        assertThat(List.copyOf(ended.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(right.getSubjectAlternativeNames()));
        elsewhere.checkValidity();
        assertThat(elsewhere.getSubjectAlternativeNames().toString()).contains("elsewhere.example");
    }

    @Test
    void only_the_owner_reads_the_files() throws IOException {
        try (Stream<Path> files = Files.list(pki.directory())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pki.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void what_was_made_is_opened_again_and_a_sender_is_made_once() throws IOException {
        RehearsalPki again = RehearsalPki.open(pki.directory());

        Identity first = again.sender("supplier", "64942212");

        assertThat(again.sender("supplier", "64942212").certificate()).isEqualTo(first.certificate());
        assertThat(again.identity("server").certificate())
                .isEqualTo(pki.identity("server").certificate());
    }

    @Test
    void certificates_are_not_made_twice_nor_opened_where_there_are_none_or_after_their_end() {
        assertThatThrownBy(() -> RehearsalPki.create(pki.directory(), PkiRequest.forThisMachine(Instant.now())))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> RehearsalPki.open(directory.resolve("elsewhere")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> pki.identity("nobody")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> RehearsalPki.open(
                        pki.directory(), Clock.fixed(Instant.now().plus(Duration.ofDays(731)), ZoneOffset.UTC)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delete the directory");
    }

    @Test
    void a_password_is_never_printed() throws IOException {
        assertThat(pki.identity("server").toString()).doesNotContain(pki.password());
    }

    @Test
    void a_name_cannot_lead_out_of_the_directory() {
        assertThatThrownBy(() -> pki.identity("../ca")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_person_makes_them_on_the_command_line() throws IOException {
        Path made = directory.resolve("by-hand");

        assertThat(run("--dir", made.toString(), "--host", "server.example", "--municipality", VIBORG, "--days", "30"))
                .isEqualTo("0: READY " + made + " (for rehearsals only, never for production)");
        assertThat(RehearsalPki.open(made)
                        .identity("municipality-" + VIBORG)
                        .certificate()
                        .getNotAfter()
                        .toInstant())
                .isBefore(Instant.now().plus(Duration.ofDays(31)));
        assertThat(run("--dir", made.toString())).startsWith("1: there are certificates already");
        assertThat(run()).startsWith("2: --dir is missing");
        assertThat(run("--dir", "x", "--days", "many")).startsWith("2: --days is a whole number");
        assertThat(run("--dir", "x", "--municipality", "1")).startsWith("2: a CVR number has 8 digits");
        assertThat(run("--dir", "x", "--host", "a b")).startsWith("2: not a host name");
        assertThat(run("--colour", "x")).startsWith("2: unknown option --colour");
        assertThat(run("--dir")).startsWith("2: --dir lacks its value");
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = PkiCommand.run(List.of(arguments), Clock.systemUTC(), out, out);
        return status + ": " + said.toString(StandardCharsets.UTF_8).strip();
    }
}
