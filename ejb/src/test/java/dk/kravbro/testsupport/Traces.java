package dk.kravbro.testsupport;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.CallTrace.Kind;
import dk.kravbro.debtorsystem.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an adapter would tell of calls. */
public final class Traces {

    public static final String REQUEST = "<s:Envelope>1808175189 Maja Børglum</s:Envelope>";
    public static final String ANSWER = "<s:Envelope>AFVIST 180817-5189</s:Envelope>";
    public static final UUID CALL_UUID = UUID.fromString("3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01");

    private Traces() {}

    /** A call of København that ended so. */
    public static CallTrace of(UUID callId, Kind kind, String cause, boolean isUnfit) {
        return of(callId, kind, cause, isUnfit, REQUEST, ANSWER);
    }

    public static CallTrace of(UUID callId, Kind kind, String cause, boolean isUnfit, String request, String answer) {
        return new CallTrace(
                new CallIdentity(
                        "64942212",
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        Instant.parse("2026-11-20T08:00:00Z"),
                        UUID.fromString("00000000-0000-4000-8000-000000000002"),
                        callId),
                "OpretDebitorkonto",
                new CallTrace.Route("https://platform.example/service/OIR/1", "AUTHORITY_CONTEXT", "1.1"),
                new CallTrace.End(
                        cause,
                        "why it is so",
                        kind,
                        isUnfit,
                        kind == Kind.ACCEPTED ? 200 : 500,
                        Duration.ofMillis(312),
                        kind == Kind.ACCEPTED
                                ? List.of()
                                : List.of(
                                        new CallTrace.Fault("ROUTE_UNKNOWN", "Person 180817-5189 kan ikke rutes"),
                                        new CallTrace.Fault("", "CPR1808175189")),
                        kind == Kind.ACCEPTED
                                ? CallTrace.PlatformReference.NONE
                                : new CallTrace.PlatformReference(CALL_UUID.toString(), "2026-11-20T08:00:01+01:00")),
                message(request),
                message(answer));
    }

    private static WireMessage message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new WireMessage(bytes.length, bytes, "text/xml; charset=utf-8", "");
    }
}
