package dk.kravbro.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One municipality's money-proof: what was received must be somewhere, and what is outstanding must follow from what
 * FBS says and what came back.
 *
 * @param kommunekode four digits
 * @param agencyId its head library
 * @param claims how many claims it has
 * @param fbsOre what FBS says is owed now
 * @param outstandingOre what is still owed
 * @param received all deliveries there are; the following five are where they are
 */
record MoneyProof(
        String kommunekode,
        String agencyId,
        long claims,
        long fbsOre,
        long outstandingOre,
        Figure received,
        Figure accepted,
        Figure refused,
        Figure netted,
        Figure waiting,
        Figure inDoubt,
        Figure coverage,
        Figure writeOff,
        long accountStatuses) {

    static MoneyProof of(JsonObject json) {
        JsonObject deliveries = json.getJsonObject("deliveries");
        JsonObject answers = json.getJsonObject("answers");
        return new MoneyProof(
                json.getString("kommunekode"),
                json.getString("agencyId"),
                Figure.whole(json, "claims"),
                Figure.whole(json, "fbsOre"),
                Figure.whole(json, "outstandingOre"),
                Figure.of(deliveries.getJsonObject("received")),
                Figure.of(deliveries.getJsonObject("accepted")),
                Figure.of(deliveries.getJsonObject("refused")),
                Figure.of(deliveries.getJsonObject("netted")),
                Figure.of(deliveries.getJsonObject("waiting")),
                Figure.of(deliveries.getJsonObject("inDoubt")),
                Figure.of(answers.getJsonObject("coverage")),
                Figure.of(answers.getJsonObject("writeOff")),
                Figure.whole(answers.getJsonObject("accountStatus"), "count"));
    }

    /** What does not add up or is left over, a sentence each; empty if all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Figure somewhere = accepted.plus(refused).plus(netted).plus(waiting).plus(inDoubt);
        if (!received.equals(somewhere)) {
            faults.add(kommunekode + ": received " + received + " but " + somewhere + " is accounted for");
        }
        long expected = Math.subtractExact(fbsOre, Math.addExact(coverage.ore(), writeOff.ore()));
        if (outstandingOre != expected) {
            faults.add(kommunekode + ": outstanding " + outstandingOre
                    + " øre, but FBS's sum less coverages and write-offs is " + expected + " øre");
        }
        if (!waiting.isNone()) {
            faults.add(kommunekode + ": " + waiting.count() + " deliveries still wait");
        }
        if (!inDoubt.isNone()) {
            faults.add(kommunekode + ": " + inDoubt.count() + " deliveries are in doubt");
        }
        return faults;
    }

    /** Nothing is on its way or unclear. */
    boolean isSettled() {
        return waiting.isNone() && inDoubt.isNone();
    }

    /** The same figures for all together; code and library are left empty. */
    static MoneyProof total(List<MoneyProof> all) {
        MoneyProof sum = new MoneyProof(
                "",
                "",
                0,
                0,
                0,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                0);
        for (MoneyProof one : all) {
            sum = new MoneyProof(
                    "",
                    "",
                    sum.claims + one.claims,
                    sum.fbsOre + one.fbsOre,
                    sum.outstandingOre + one.outstandingOre,
                    sum.received.plus(one.received),
                    sum.accepted.plus(one.accepted),
                    sum.refused.plus(one.refused),
                    sum.netted.plus(one.netted),
                    sum.waiting.plus(one.waiting),
                    sum.inDoubt.plus(one.inDoubt),
                    sum.coverage.plus(one.coverage),
                    sum.writeOff.plus(one.writeOff),
                    sum.accountStatuses + one.accountStatuses);
        }
        return sum;
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("kommunekode", kommunekode)
                .add("agencyId", agencyId)
                .add("claims", claims)
                .add("fbsOre", fbsOre)
                .add("outstandingOre", outstandingOre)
                .add(
                        "deliveries",
                        Json.createObjectBuilder()
                                .add("received", received.toJson())
                                .add("accepted", accepted.toJson())
                                .add("refused", refused.toJson())
                                .add("netted", netted.toJson())
                                .add("waiting", waiting.toJson())
                                .add("inDoubt", inDoubt.toJson()))
                .add(
                        "answers",
                        Json.createObjectBuilder()
                                .add("coverage", coverage.toJson())
                                .add("writeOff", writeOff.toJson())
                                .add("accountStatus", Json.createObjectBuilder().add("count", accountStatuses)))
                .build();
    }
}
