package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes kept calls, as a part of the statement in which their maker records what became of them: no commit more, and no call
 * kept of which no outcome is recorded.
 */
public final class KeptCalls {

    static final String REQUEST = "OUT_REQUEST";
    static final String ANSWER = "OUT_ANSWER";

    /**
     * Parts of a {@code with} that has a part {@code x (attempt_id, id, municipality_code)}: calls whose key is an attempt in
     * it are written.
     */
    public static final String PARTS = """
            k as (
              insert into kravbro.calls (at, call_id, request_id, conversation_id, municipality_code, municipality_cvr,
                delivery_id, operation, endpoint, security_model, soap_version, outcome, cause, why, http_status,
                sent_bytes, received_bytes, took_ms, platform_call_id, platform_received, faults, unfit, ended_at)
              select now(), c.call_id, c.request_id, c.conversation_id, x.municipality_code, c.cvr, x.id, c.operation,
                c.endpoint, c.security_model, c.soap_version, c.outcome, c.cause, c.why, c.http_status, c.sent_bytes,
                c.received_bytes, c.took_ms, c.platform_call_id, c.platform_received, c.faults, c.unfit, c.ended_at
              from unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::bigint[], ?::text[],
                  ?::text[], ?::text[], ?::boolean[], ?::timestamptz[])
                as c (key, call_id, request_id, conversation_id, cvr, operation, endpoint, security_model, soap_version,
                  outcome, cause, why, http_status, sent_bytes, received_bytes, took_ms, platform_call_id,
                  platform_received, faults, unfit, ended_at)
              join x on x.attempt_id = c.key),
            m as (
              insert into kravbro.call_messages (at, call_id, direction, content_type, note, payload)
              select now(), c.call_id, c.direction, c.content_type, c.note, c.payload
              from unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                as c (key, call_id, direction, content_type, note, payload)
              join x on x.attempt_id = c.key)""";

    private static final String ALONE =
            "with x (attempt_id, id, municipality_code) as (values (0::bigint, null::bigint, ?::text)), " + PARTS
                    + " select 1";

    private KeptCalls() {}

    /**
     * A call with the key of its row in {@code x}.
     *
     * @param key id of the attempt
     */
    public record Keyed(long key, KeptCall call) {}

    /** Binds {@link #PARTS}' parameters, the first of them at {@code first}. */
    public static void bind(PreparedStatement statement, int first, List<Keyed> calls) throws SQLException {
        Binder binder = new Binder(statement, first);
        binder.array("bigint", calls, Keyed::key);
        binder.array("uuid", calls, each -> each.call().trace().call().attemptId());
        binder.array("uuid", calls, each -> each.call().trace().call().requestId());
        binder.array("uuid", calls, each -> each.call().trace().call().conversationId());
        binder.array("text", calls, each -> each.call().trace().call().municipalityCvr());
        binder.array("text", calls, each -> each.call().trace().operation());
        binder.array("text", calls, each -> each.call().trace().route().endpoint());
        binder.array("text", calls, each -> each.call().trace().route().securityModel());
        binder.array("text", calls, each -> each.call().trace().route().soapVersion());
        binder.array("text", calls, each -> end(each).kind().name());
        binder.array("text", calls, each -> end(each).cause());
        binder.array("text", calls, each -> end(each).why());
        binder.array("int", calls, each -> end(each).httpStatus());
        binder.array("int", calls, each -> each.call().trace().request().bytes());
        binder.array("int", calls, each -> each.call().trace().answer().bytes());
        binder.array("bigint", calls, each -> end(each).took().toMillis());
        binder.array("text", calls, each -> end(each).platform().callUuid());
        binder.array("text", calls, each -> end(each).platform().received());
        binder.array("text", calls, each -> faults(end(each)));
        binder.array("boolean", calls, each -> end(each).isUnfit());
        binder.array("timestamptz", calls, each -> each.call().endedAt().toString());
        List<Message> messages = messages(calls);
        binder.array("bigint", messages, Message::key);
        binder.array("uuid", messages, Message::callId);
        binder.array("text", messages, Message::direction);
        binder.array("text", messages, each -> each.sealed().contentType());
        binder.array("text", messages, each -> each.sealed().note());
        binder.payloads(messages);
    }

    /** Writes one call that no delivery's outcome hangs on. */
    static void write(Connection connection, String municipalityCode, KeptCall call) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
            statement.setString(1, municipalityCode);
            bind(statement, 2, List.of(new Keyed(0, call)));
            statement.execute();
        }
    }

    private static CallTrace.End end(Keyed each) {
        return each.call().trace().end();
    }

    /** Neither code nor text has a control character: the adapter strikes them out. */
    private static String faults(CallTrace.End end) {
        return end.faults().stream()
                .map(fault -> fault.code() + '\t' + fault.text())
                .collect(Collectors.joining("\n"));
    }

    private record Message(long key, java.util.UUID callId, String direction, KeptCall.Sealed sealed) {}

    private static List<Message> messages(List<Keyed> calls) {
        List<Message> messages = new ArrayList<>();
        for (Keyed each : calls) {
            java.util.UUID id = each.call().trace().call().attemptId();
            KeptCall.Sealed request = each.call().request();
            if (request != null) {
                messages.add(new Message(each.key(), id, REQUEST, request));
            }
            KeptCall.Sealed answer = each.call().answer();
            if (answer != null) {
                messages.add(new Message(each.key(), id, ANSWER, answer));
            }
        }
        return messages;
    }

    /** Binds arrays one after the other. */
    private static final class Binder {

        private final PreparedStatement statement;
        private int next;

        Binder(PreparedStatement statement, int first) {
            this.statement = statement;
            this.next = first;
        }

        <T> void array(String type, List<T> of, Function<T, Object> value) throws SQLException {
            statement.setArray(
                    next++,
                    statement
                            .getConnection()
                            .createArrayOf(type, of.stream().map(value).toArray()));
        }

        /** The driver takes arrays of bytes by their own type only. */
        void payloads(List<Message> messages) throws SQLException {
            statement.setArray(
                    next++,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "bytea",
                                    messages.stream()
                                            .map(each -> each.sealed().payload())
                                            .toArray(byte[][]::new)));
        }
    }
}
