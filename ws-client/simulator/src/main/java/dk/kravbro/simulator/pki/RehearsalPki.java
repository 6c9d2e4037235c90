package dk.kravbro.simulator.pki;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A directory of certificates for a rehearsal: {@code NAME.p12} for each {@link #identity}, {@code trust.p12} with the
 * authority alone, {@code signers.p12} with the certificates that sign tokens and answers, {@code password} for all of them. For production never: the authority's key lies beside the rest.
 *
 * <p>Names: {@code ca}, {@code server}, {@code platform}, {@code fagsystem}, {@code client}, {@code sts}, {@code service-signing},
 * {@code municipality-CVR}; others are added by {@link #sender}.
 */
public final class RehearsalPki {

    /** The authority's own key. */
    public static final String CA = "ca";
    /** What our server shows, and the simulator's. */
    public static final String SERVER = "server";
    /** The platform that routes for everybody. */
    public static final String PLATFORM = "platform";
    /** The creditor system (fagsystem), as who we call the platform. */
    public static final String FAGSYSTEM = "fagsystem";
    /** A client of our API, such as the library system. */
    public static final String CLIENT = "client";
    /** The same server's certificate of a past time: it ended the day before the others begin. */
    public static final String SERVER_ENDED = "server-ended";
    /** A server's certificate that names another host, {@code elsewhere.example}. */
    public static final String SERVER_ELSEWHERE = "server-elsewhere";
    /** Signs tokens. */
    public static final String STS = "sts";
    /** Signs the services' answers. */
    public static final String SERVICE_SIGNING = "service-signing";

    private static final String TRUST = "trust.p12";
    private static final String SIGNERS = "signers.p12";
    private static final String PASSWORD = "password";
    private static final String README = "README.txt";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String ELSEWHERE = "elsewhere.example";
    private static final int PASSWORD_BYTES = 24;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Path directory;
    private final String password;

    private RehearsalPki(Path directory, String password) {
        this.directory = directory.toAbsolutePath();
        this.password = password;
    }

    /**
     * Makes a directory of certificates. What is half made is left as it is: the password is written last, and without it
     * {@link #open} refuses.
     *
     * @throws FileAlreadyExistsException if one is there already
     * @throws IOException if the directory cannot be written
     */
    public static RehearsalPki create(Path directory, PkiRequest request) throws IOException {
        if (Files.exists(directory.resolve(PASSWORD))) {
            throw new FileAlreadyExistsException(directory.toString(), null, "there are certificates already");
        }
        PrivateFiles.directory(directory);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        RehearsalPki pki = new RehearsalPki(directory, HexFormat.of().formatHex(random));
        Instant from = request.from().minus(A_DAY);
        Instant to = request.from().plus(request.validity());
        Authority authority = Authority.create(from, to);
        pki.write(CA, CA, new Authority.Signed(authority.key(), List.of(authority.certificate())));
        pki.write(
                SERVER,
                SERVER,
                authority.sign(new Order(
                        Subjects.nobody(request.hosts().get(0)), Order.Purpose.SERVER, request.hosts(), from, to)));
        pki.wrongServers(authority, request.hosts(), from, to);
        pki.client(authority, PLATFORM, request.platformCvr(), from, to);
        pki.client(authority, FAGSYSTEM, request.creditorCvr(), from, to);
        pki.client(authority, CLIENT, request.creditorCvr(), from, to);
        pki.client(authority, STS, request.platformCvr(), from, to);
        pki.client(authority, SERVICE_SIGNING, request.platformCvr(), from, to);
        for (String cvr : request.municipalityCvrs()) {
            pki.client(authority, municipality(cvr), cvr, from, to);
        }
        PrivateFiles.write(directory.resolve(TRUST), KeyStores.trusting(authority.certificate(), pki.password));
        PrivateFiles.write(
                directory.resolve(SIGNERS),
                KeyStores.believing(
                        Map.of(
                                STS, pki.identity(STS).certificate(),
                                SERVICE_SIGNING, pki.identity(SERVICE_SIGNING).certificate()),
                        pki.password));
        PrivateFiles.write(directory.resolve(README), """
                Certificates of a rehearsal, made by Kravbro's simulator. Never trust them in production:
                the key of the authority that signed them lies in this directory, and so does its password.
                """);
        PrivateFiles.write(directory.resolve(PASSWORD), pki.password + System.lineSeparator());
        return pki;
    }

    /**
     * Opens what {@link #create} made.
     *
     * @throws NoSuchFileException if nothing is there
     * @throws IOException if the certificates are over; then delete the directory and make new ones
     */
    public static RehearsalPki open(Path directory) throws IOException {
        return open(directory, Clock.systemUTC());
    }

    static RehearsalPki open(Path directory, Clock clock) throws IOException {
        String password = Files.readString(directory.resolve(PASSWORD)).strip();
        RehearsalPki pki = new RehearsalPki(directory, password);
        Instant end = pki.identity(CA).certificate().getNotAfter().toInstant();
        if (!clock.instant().isBefore(end)) {
            throw new IOException("the rehearsal certificates in " + directory + " ended at " + end
                    + "; delete the directory and make new ones");
        }
        return pki;
    }

    /** The name of a municipality's certificate. */
    public static String municipality(String cvr) {
        PkiRequest.requireCvr(cvr);
        return "municipality-" + cvr;
    }

    /** Where everything lies, as an absolute path. */
    public Path directory() {
        return directory;
    }

    /** Of every file and key here. */
    public String password() {
        return password;
    }

    /** Holds the password, a line. */
    public Path passwordFile() {
        return directory.resolve(PASSWORD);
    }

    /** The authority's certificate alone. */
    public Path trustStore() {
        return directory.resolve(TRUST);
    }

    /**
     * Somebody who has a certificate here.
     *
     * @throws NoSuchFileException if nobody of that name has
     */
    public Identity identity(String name) throws IOException {
        Identity identity = identity(name, name);
        if (!Files.exists(identity.file())) {
            throw new NoSuchFileException(identity.file().toString(), null, "no certificate was made for it");
        }
        return identity;
    }

    /** A sender with a certificate of the present kind (OCES3); the one there is, if there is one. */
    public Identity sender(String name, String cvr) throws IOException {
        PkiRequest.requireCvr(cvr);
        return made(name, Subjects.oces3(name, cvr));
    }

    /** A sender with a certificate of the former kind (OCES2). */
    public Identity formerSender(String name, String cvr) throws IOException {
        PkiRequest.requireCvr(cvr);
        return made(name, Subjects.oces2(name, cvr));
    }

    /**
     * A sender, or a server, whose certificate is wrong in one thing.
     *
     * @param cvr of the sender; a server's has none, and the flaw says which it is
     */
    public Identity flawed(String name, String cvr, Flaw flaw) throws IOException {
        PkiRequest.requireCvr(cvr);
        Authority authority = authority();
        Instant from = authority.certificate().getNotBefore().toInstant();
        Instant to = authority.certificate().getNotAfter().toInstant();
        X500Name subject = flaw == Flaw.WITHOUT_CVR ? Subjects.nobody(name) : Subjects.oces3(name, cvr);
        Order order = new Order(subject, Order.Purpose.CLIENT, List.of(), from, to);
        Instant now = Clock.systemUTC().instant();
        Authority.Signed signed = switch (flaw) {
            case EXPIRED ->
                authority.sign(
                        new Order(subject, Order.Purpose.CLIENT, List.of(), from.minus(A_DAY), now.minus(A_DAY)));
            case NOT_YET_VALID ->
                authority.sign(new Order(subject, Order.Purpose.CLIENT, List.of(), now.plus(A_DAY), to.plus(A_DAY)));
            case OTHER_AUTHORITY -> Authority.create(from, to).sign(order);
            case WRONG_HOST ->
                authority.sign(
                        new Order(Subjects.nobody(ELSEWHERE), Order.Purpose.SERVER, List.of(ELSEWHERE), from, to));
            case FOR_SERVERS_ONLY ->
                authority.sign(new Order(subject, Order.Purpose.SERVER, List.of("localhost"), from, to));
            case WITHOUT_CVR -> authority.sign(order);
        };
        return write(name, name + "." + flaw.word(), signed);
    }

    private Identity made(String name, X500Name subject) throws IOException {
        Identity identity = identity(name, name);
        if (Files.exists(identity.file())) {
            return identity;
        }
        Authority authority = authority();
        X509Certificate own = authority.certificate();
        return write(
                name,
                name,
                authority.sign(new Order(
                        subject,
                        Order.Purpose.CLIENT,
                        List.of(),
                        own.getNotBefore().toInstant(),
                        own.getNotAfter().toInstant())));
    }

    /** What a rehearsal shows in the server's stead; the flaw is all that is wrong. */
    private void wrongServers(Authority authority, List<String> hosts, Instant from, Instant to) throws IOException {
        X500Name name = Subjects.nobody(hosts.get(0));
        write(
                SERVER_ENDED,
                SERVER_ENDED,
                authority.sign(new Order(name, Order.Purpose.SERVER, hosts, from.minus(A_DAY), from)));
        write(
                SERVER_ELSEWHERE,
                SERVER_ELSEWHERE,
                authority.sign(
                        new Order(Subjects.nobody(ELSEWHERE), Order.Purpose.SERVER, List.of(ELSEWHERE), from, to)));
    }

    private void client(Authority authority, String name, String cvr, Instant from, Instant to) throws IOException {
        write(
                name,
                name,
                authority.sign(new Order(Subjects.oces3(name, cvr), Order.Purpose.CLIENT, List.of(), from, to)));
    }

    private Authority authority() throws IOException {
        Identity own = identity(CA);
        return new Authority(own.key(), own.certificate());
    }

    private Identity write(String name, String file, Authority.Signed signed) throws IOException {
        Identity identity = identity(name, file);
        PrivateFiles.write(identity.file(), KeyStores.holding(name, signed, password));
        return identity;
    }

    private Identity identity(String name, String file) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name has small letters, digits and hyphens, at most 63: " + name);
        }
        return new Identity(name, directory.resolve(file + ".p12"), password);
    }
}
