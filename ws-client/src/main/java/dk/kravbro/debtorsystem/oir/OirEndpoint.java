package dk.kravbro.debtorsystem.oir;

import java.net.URI;
import java.time.Duration;

/**
 * Where the debtor systems are reached, and how long a call may take. One address serves every municipality: the
 * platform routes by the municipality's CVR number.
 *
 * @param registration address of DebitorRegistrering
 * @param inquiry address of DebitorForespørgsel
 * @param payment address of DebitorIndbetaling
 * @param soap the version of SOAP that is spoken
 * @param connectTimeout the longest wait for a connection, 1 ms to 10 minutes
 * @param receiveTimeout the longest silence while waiting for an answer, 1 ms to 10 minutes
 * @param callDeadline the longest a whole call may take, however lively the peer is; 1 ms to 10 minutes
 */
public record OirEndpoint(
        URI registration,
        URI inquiry,
        URI payment,
        SoapVersion soap,
        Duration connectTimeout,
        Duration receiveTimeout,
        Duration callDeadline) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public OirEndpoint {
        checkAddress(registration);
        checkAddress(inquiry);
        checkAddress(payment);
        checkDuration("connect time-out", connectTimeout);
        checkDuration("receive time-out", receiveTimeout);
        checkDuration("call deadline", callDeadline);
    }

    /** Speaks SOAP 1.1, and to one place about inquiries and payments. */
    public OirEndpoint(
            URI registration, URI inquiry, Duration connectTimeout, Duration receiveTimeout, Duration callDeadline) {
        this(registration, inquiry, inquiry, SoapVersion.V1_1, connectTimeout, receiveTimeout, callDeadline);
    }

    /** The address that an operation of the contract is called at. */
    URI of(String operation) {
        return switch (operation) {
            case "HentDebitorregistrering", "HentDebitorkonto", "SoegDebitorkonto" -> inquiry;
            case "SoegDelfordringTilIndbetaling", "ForetagIndbetaling" -> payment;
            default -> registration;
        };
    }

    private static void checkAddress(URI address) {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("an address starts with http or https");
        }
    }

    private static void checkDuration(String name, Duration duration) {
        if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the " + name + " is between 1 ms and 10 minutes");
        }
    }
}
