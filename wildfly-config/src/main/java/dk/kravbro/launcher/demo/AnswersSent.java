package dk.kravbro.launcher.demo;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the debtor systems say they sent on the back channel.
 *
 * @param messages how many messages
 * @param receipted how many of them we said we have
 * @param accountStatuses how many account changes
 */
record AnswersSent(long messages, long receipted, Figure coverage, Figure writeOff, long accountStatuses) {

    static AnswersSent of(JsonObject json) {
        return new AnswersSent(
                Figure.whole(json, "messages"),
                Figure.whole(json, "receipted"),
                Figure.of(json.getJsonObject("coverage")),
                Figure.of(json.getJsonObject("writeOff")),
                Figure.whole(json.getJsonObject("accountStatus"), "count"));
    }

    /** What we do not show although it was sent, or the other way round; empty if both agree. */
    List<String> missingIn(MoneyProof total) {
        List<String> differences = new ArrayList<>();
        if (receipted != messages) {
            differences.add(messages + " messages were sent back, " + receipted + " got a receipt");
        }
        if (!coverage.equals(total.coverage())) {
            differences.add("coverages sent: " + coverage + ", applied: " + total.coverage());
        }
        if (!writeOff.equals(total.writeOff())) {
            differences.add("write-offs sent: " + writeOff + ", applied: " + total.writeOff());
        }
        if (accountStatuses != total.accountStatuses()) {
            differences.add("account changes sent: " + accountStatuses + ", applied: " + total.accountStatuses());
        }
        return differences;
    }

    @Override
    public String toString() {
        return messages + " messages with " + coverage.count() + " coverages ("
                + MoneyProofTable.kroner(coverage.ore()) + " kr.), " + writeOff.count() + " write-offs ("
                + MoneyProofTable.kroner(writeOff.ore()) + " kr.), " + accountStatuses + " account changes";
    }
}
