package dk.kravbro.web.status;

import dk.kravbro.archive.CallReadings;
import dk.kravbro.archive.CallRecord;
import dk.kravbro.audit.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls of a page that somebody may want to ask a help desk about; read at once. */
final class TroubledCalls {

    static final TroubledCalls NONE = new TroubledCalls(Map.of());

    private final Map<UUID, CallRecord> byId;

    private TroubledCalls(Map<UUID, CallRecord> byId) {
        this.byId = byId;
    }

    static TroubledCalls among(CallReadings readings, Actor actor, Stream<UUID> callIds) {
        List<UUID> ids = callIds.toList();
        if (ids.isEmpty()) {
            return NONE;
        }
        return new TroubledCalls(readings.find(actor, ids).stream()
                .filter(CallRecord::isTrouble)
                .collect(Collectors.toMap(call -> call.ids().callId(), Function.identity(), (one, same) -> one)));
    }

    /** Those of these calls, in their order. */
    List<CallRecord> of(Stream<UUID> callIds) {
        return callIds.map(byId::get).filter(Objects::nonNull).toList();
    }
}
