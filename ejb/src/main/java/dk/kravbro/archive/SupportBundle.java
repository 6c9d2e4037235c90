package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import java.util.regex.Pattern;

/**
 * What to send to the platform's or the debtor system's help desk about one call: plain text, to be copied. Without personal
 * data: the complaints of the other side have lost what looks like a personal number when they came, and lose it here again.
 */
final class SupportBundle {

    private static final int WIDTH = 32;

    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9])[0-9]{6}[ .\u2013-]{0,3}[0-9A-Za-z]{4}(?![0-9A-Za-z])");

    private final StringBuilder text = new StringBuilder("Kravbro: about one call\n\n");

    private SupportBundle() {}

    static String of(CallRecord call) {
        SupportBundle bundle = new SupportBundle();
        bundle.ids(call);
        bundle.way(call);
        bundle.end(call);
        return bundle.text.toString();
    }

    private void ids(CallRecord call) {
        CallTrace.PlatformReference platform = call.end().platform();
        line("CallUUID (Serviceplatformen)", orNone(platform.callUuid()));
        line("Received (Serviceplatformen)", orNone(platform.received()));
        line("CallersServiceCallIdentifier", call.ids().callId().toString());
        line("TransaktionsId", call.ids().conversationId().toString());
        line("RequestId", call.ids().requestId().toString());
        line(
                "Delivery",
                call.delivery().isPresent() ? Long.toString(call.delivery().getAsLong()) : "none (an inquiry)");
    }

    private void way(CallRecord call) {
        text.append('\n');
        line("Operation", call.operation());
        line("Endpoint", call.route().endpoint());
        line("Route (MunicipalityCVR)", call.ids().municipalityCvr());
        line("Security model", call.route().securityModel());
        line("SOAP version", call.route().soapVersion());
        line("Began (UTC)", call.beganAt().toString());
        line("Ended (UTC)", call.endedAt() + ", after " + call.end().took().toMillis() + " ms");
        line("Bytes of the request", Integer.toString(call.sentBytes()));
        line("Bytes of the answer", Integer.toString(call.receivedBytes()));
        line(
                "HTTP status",
                call.end().httpStatus() == 0
                        ? "none"
                        : Integer.toString(call.end().httpStatus()));
    }

    private void end(CallRecord call) {
        text.append('\n');
        line("Outcome", call.end().kind() + ", " + call.end().cause());
        line("Why", masked(call.end().why()));
        if (call.end().faults().isEmpty()) {
            line("Faults", "none");
            return;
        }
        text.append("Faults:\n");
        for (CallTrace.Fault fault : call.end().faults()) {
            text.append("  ")
                    .append(fault.code().isEmpty() ? "-" : masked(fault.code()))
                    .append(": ")
                    .append(masked(fault.text()))
                    .append('\n');
        }
    }

    private void line(String name, String value) {
        text.append(name).append(':').append(" ".repeat(Math.max(1, WIDTH - name.length())));
        text.append(value).append('\n');
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "not told" : value;
    }

    private static String masked(String words) {
        return NUMBER.matcher(words).replaceAll("********");
    }
}
