package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.kravbro.simulator.security.SenderSeal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends messages to the creditor's system: a municipality's in order, several municipalities side by side. */
final class BackChannel {

    private static final int SIDE_BY_SIDE = 4;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    private final DebtorSystems systems;
    private final FaultScript faults;
    // Held back once by a rule; each is sent by a later play, and is no longer here then.
    private final Set<String> heldBack = ConcurrentHashMap.newKeySet();
    private final HttpClient http;
    private final Optional<SenderSeal> seal;

    /**
     * @param faults what holds messages back or lets others overtake them
     * @param certificate shown to the other side, and whom to trust there; empty if it is not called over TLS. Chain,
     *     validity and host name of the other side are always checked
     * @param seal signs the messages, and proves the answers; empty if the connection is all there is
     */
    BackChannel(
            DebtorSystems systems, FaultScript faults, Optional<SSLContext> certificate, Optional<SenderSeal> seal) {
        this.systems = systems;
        this.faults = faults;
        this.seal = seal;
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        certificate.ifPresent(client::sslContext);
        this.http = client.build();
    }

    /** A count and, for money, a sum in øre. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sum(long count, @Nullable Long ore) {}

    /**
     * What a play brought.
     *
     * @param messages how many messages there were to send, those of earlier plays included
     * @param receipted how many were receipted
     * @param refused how many the other side refused; they are not sent again
     * @param failed how many got no usable answer; the next play sends them again
     * @param held how many a fault rule holds back to the next play
     */
    record Summary(
            long messages,
            long receipted,
            long refused,
            long failed,
            long held,
            Sum coverage,
            Sum writeOff,
            Sum accountStatus) {}

    private enum End {
        RECEIPTED,
        REFUSED,
        FAILED,
        HELD
    }

    Summary send(List<JournalEntry.Message> messages, URI target, boolean twice) {
        Map<String, List<JournalEntry.Message>> byMunicipality = new TreeMap<>();
        for (JournalEntry.Message each : messages) {
            byMunicipality
                    .computeIfAbsent(each.municipalityCvr(), cvr -> new ArrayList<>())
                    .add(each);
        }
        ExecutorService senders = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<List<End>>> futures = new ArrayList<>();
            for (List<JournalEntry.Message> each : byMunicipality.values()) {
                futures.add(senders.submit(() -> sendInOrder(each, target, twice)));
            }
            List<End> ends = new ArrayList<>();
            for (Future<List<End>> each : futures) {
                ends.addAll(each.get());
            }
            return summary(messages, ends);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while sending", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("sending broke off", broken.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private List<End> sendInOrder(List<JournalEntry.Message> messages, URI target, boolean twice) {
        List<End> ends = new ArrayList<>();
        List<JournalEntry.Message> arranged = arranged(messages);
        for (int i = arranged.size(); i < messages.size(); i++) {
            ends.add(End.HELD);
        }
        for (JournalEntry.Message each : arranged) {
            // Later messages of the municipality must not overtake one that got no answer.
            boolean blocked = ends.contains(End.FAILED);
            End end = blocked ? End.FAILED : send(each, target);
            if (twice && end == End.RECEIPTED) {
                end = send(each, target);
            }
            ends.add(end);
        }
        return ends;
    }

    /** In order, but for what fault rules hold back or let others overtake. */
    private List<JournalEntry.Message> arranged(List<JournalEntry.Message> messages) {
        List<JournalEntry.Message> first = new ArrayList<>();
        List<JournalEntry.Message> overtaken = new ArrayList<>();
        for (JournalEntry.Message each : messages) {
            FaultRule rule = heldBack.remove(each.messageId())
                    ? null
                    : faults.striking(
                            FaultAction.Place.BACK_CHANNEL, each.municipalityCvr(), SoapWriter.operation(each));
            if (rule == null) {
                first.add(each);
            } else if (rule.action() == FaultAction.LATE) {
                heldBack.add(each.messageId());
            } else {
                overtaken.add(each);
            }
        }
        first.addAll(overtaken);
        return first;
    }

    private End send(JournalEntry.Message message, URI target) {
        byte[] envelope = SoapWriter.message(message);
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            String answer = post(envelope, message, target);
            if (answer != null && (answer.contains(">MODTAGET<") || answer.contains(">ACCEPTERET<"))) {
                systems.sent(new JournalEntry.Sent(message.messageId(), End.RECEIPTED.name(), null, attempt));
                return End.RECEIPTED;
            }
            if (answer != null && answer.contains(">AFVIST<")) {
                systems.sent(new JournalEntry.Sent(message.messageId(), End.REFUSED.name(), code(answer), attempt));
                return End.REFUSED;
            }
            Waiting.millis(200L * attempt);
        }
        return End.FAILED;
    }

    private @Nullable String post(byte[] envelope, JournalEntry.Message message, URI target) {
        String action = SoapWriter.OWN + "/DaekningAfskrivningRegistrering#" + SoapWriter.operation(message);
        try {
            if (seal.isEmpty()) {
                return answer(envelope, action, target).map(BackChannel::text).orElse(null);
            }
            // Anew for each attempt: a time stamp holds for minutes only.
            SenderSeal.Sealed sealed = seal.get().seal(envelope, message.municipalityCvr(), action, target);
            Optional<byte[]> answer = answer(sealed.text().getBytes(StandardCharsets.UTF_8), action, target);
            if (answer.isPresent()) {
                seal.get().demandAnswer(answer.get(), sealed.messageId());
            }
            return answer.map(BackChannel::text).orElse(null);
        } catch (IOException unusable) {
            System.out.println("back channel: no usable answer from " + target + ": " + unusable);
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Optional<byte[]> answer(byte[] message, String action, URI target)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(ANSWER_TIME)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + action + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            System.out.println("back channel: HTTP " + response.statusCode() + " from " + target);
            return Optional.empty();
        }
        return Optional.of(response.body());
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static String code(String answer) {
        int from = answer.indexOf("FejlKode>");
        int to = from < 0 ? -1 : answer.indexOf('<', from);
        return to < 0 ? "" : answer.substring(from + "FejlKode>".length(), to);
    }

    private static Summary summary(List<JournalEntry.Message> messages, List<End> ends) {
        long[] lines = new long[3];
        long[] ore = new long[3];
        for (JournalEntry.Message message : messages) {
            for (JournalEntry.Notice notice : message.notices()) {
                int kind = notice.kind().equals("COVERAGE") ? 0 : notice.kind().equals("WRITE_OFF") ? 1 : 2;
                lines[kind]++;
                ore[kind] += notice.amountOre();
            }
        }
        return new Summary(
                messages.size(),
                Collections.frequency(ends, End.RECEIPTED),
                Collections.frequency(ends, End.REFUSED),
                Collections.frequency(ends, End.FAILED),
                Collections.frequency(ends, End.HELD),
                new Sum(lines[0], ore[0]),
                new Sum(lines[1], ore[1]),
                new Sum(lines[2], null));
    }
}
