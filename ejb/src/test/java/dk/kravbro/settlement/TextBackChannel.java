package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

final class TextBackChannel implements BackChannel {

    @Override
    public SettlementMessage read(String raw) throws UnreadableMessage {
        String[] lines = raw.split("\n");
        String[] head = lines[0].split(";");
        if (head.length < 3) {
            throw new UnreadableMessage();
        }
        List<SettlementNotice> notices = new ArrayList<>();
        for (int at = 1; at < lines.length; at++) {
            String[] f = lines[at].split(";");
            LocalDate day = LocalDate.parse(f[5]);
            notices.add(
                    switch (f[0]) {
                        case "C" ->
                            new SettlementNotice.Coverage(
                                    f[1],
                                    f[2],
                                    SettlementNotice.Coverage.Kind.valueOf(f[3]),
                                    Long.parseLong(f[4]),
                                    day);
                        case "W" -> new SettlementNotice.WriteOff(f[1], f[2], f[3], Long.parseLong(f[4]), day);
                        default ->
                            new SettlementNotice.AccountStatus(
                                    f[1], f[2], SettlementNotice.AccountStatus.Status.valueOf(f[3]), day);
                    });
        }
        return new SettlementMessage(head[0], head[1], head[2], notices);
    }

    @Override
    public String receipt(SettlementMessage message, Instant at) {
        return "RECEIPT " + message.messageId() + " " + at;
    }

    @Override
    public String refusal(String conversationId, String code, String text) {
        return "REFUSAL " + code;
    }
}
