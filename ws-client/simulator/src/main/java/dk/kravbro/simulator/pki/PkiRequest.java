package dk.kravbro.simulator.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a rehearsal's certificates shall say.
 *
 * @param hosts names and IPv4 addresses the server answers to, at least one
 * @param platformCvr CVR number of the platform that routes for everybody
 * @param creditorCvr CVR number of the creditor system (fagsystem)
 * @param municipalityCvrs municipalities that get a certificate of their own
 * @param from when the certificates begin to be valid; a day earlier is written, as clocks differ
 * @param validity how long they last
 */
public record PkiRequest(
        List<String> hosts,
        String platformCvr,
        String creditorCvr,
        List<String> municipalityCvrs,
        Instant from,
        Duration validity) {

    /** Made up, with right check digits. */
    public static final String PLATFORM_CVR = "12345674";
    /** Made up, with right check digits. */
    public static final String CREDITOR_CVR = "98765433";

    private static final Pattern CVR = Pattern.compile("[0-9]{8}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final int MOST_HOSTS = 20;
    private static final int MOST_MUNICIPALITIES = 200;

    public PkiRequest {
        hosts = List.copyOf(hosts);
        municipalityCvrs = List.copyOf(municipalityCvrs);
        if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
            throw new IllegalArgumentException("1 to " + MOST_HOSTS + " hosts are needed");
        }
        if (municipalityCvrs.size() > MOST_MUNICIPALITIES) {
            throw new IllegalArgumentException("at most " + MOST_MUNICIPALITIES + " municipalities");
        }
        hosts.forEach(PkiRequest::requireHost);
        requireCvr(platformCvr);
        requireCvr(creditorCvr);
        municipalityCvrs.forEach(PkiRequest::requireCvr);
        if (validity.compareTo(Duration.ofDays(1)) < 0 || validity.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new IllegalArgumentException("certificates are valid for 1 to 3650 days");
        }
    }

    /** For this machine: localhost and 127.0.0.1, made-up CVR numbers, two years from now. */
    public static PkiRequest forThisMachine(Instant now) {
        return new PkiRequest(
                List.of("localhost", "127.0.0.1"), PLATFORM_CVR, CREDITOR_CVR, List.of(), now, Duration.ofDays(730));
    }

    /** The same, with certificates for these municipalities too. */
    public PkiRequest withMunicipalities(List<String> cvrs) {
        List<String> all = new ArrayList<>(municipalityCvrs);
        all.addAll(cvrs);
        return new PkiRequest(hosts, platformCvr, creditorCvr, all, from, validity);
    }

    static void requireCvr(String cvr) {
        if (!CVR.matcher(cvr).matches()) {
            throw new IllegalArgumentException("a CVR number has 8 digits: " + cvr);
        }
    }

    private static void requireHost(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("not a host name or IPv4 address: " + host);
        }
    }
}
