package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Claims in every state that a run may find them in, drawn at random: what FBS said, and how far telling it has come. */
final class RandomClaims {

    /** How far telling has come. */
    enum Standing {
        NOTHING_TOLD,
        PARTLY_TOLD,
        PARTLY_TOLD_NOT_RELEASED,
        REFUSED,
        REFUSED_AND_CORRECTED,
        IN_DOUBT,
        WAS_IN_DOUBT,
        QUEUED,
        ON_WORKLIST,
        TOO_OLD
    }

    private static final String MUNICIPALITY = "0101";

    private final Random random;
    private long nextDelivery = 1;

    RandomClaims(long seed) {
        this.random = new Random(seed);
    }

    private record Change(String kind, long amount) {}

    /** Draws some claims; each standing comes up again and again. */
    void draw(int claims) {
        for (int claim = 1; claim <= claims; claim++) {
            draw(claim, Standing.values()[claim % Standing.values().length]);
        }
    }

    private void draw(long claim, Standing standing) {
        List<Change> changes = said(claim);
        int settled = standing == Standing.NOTHING_TOLD || standing == Standing.TOO_OLD
                ? 0
                : random.nextInt(changes.size() + 1);
        for (int i = 0; i < changes.size(); i++) {
            deliver(claim, i + 1, changes.get(i), state(standing, i, settled));
        }
        if (settled < changes.size()) {
            finishTouches(claim, settled + 1, standing);
        }
        findSomething(claim);
    }

    /** Every fourth breaks a rule that stops it, some of them one that the municipality lets pass, some only a notice. */
    private static void findSomething(long claim) {
        if (claim % 4 == 1) {
            String rule = claim % 5 == 0 ? "PERIOD" : "MAIN_CLAIM_ONLY";
            sql("insert into municipality_readiness values ('" + MUNICIPALITY + "', 'PERIOD', 'NOTICE')"
                    + " on conflict do nothing");
            sql("insert into claim_findings (claim_id, rule, municipality_code, severity, found_at) values (" + claim
                    + ", '" + rule + "', '" + MUNICIPALITY + "', '" + (claim % 3 == 0 ? "NOTICE" : "ERROR")
                    + "', now())");
        }
    }

    /** What FBS says of it, change by change. */
    private List<Change> said(long claim) {
        long amount = 1000 + random.nextInt(90) * 100L;
        String party = "0101011234";
        List<Change> changes = new ArrayList<>();
        Claims.insert(claim, MUNICIPALITY, 1000 + claim, amount);
        changes.add(new Change("REGISTER", amount));
        boolean withdrawn = false;
        for (int more = random.nextInt(5); more > 0 && !withdrawn; more--) {
            long difference = 100 + random.nextInt(9) * 100L;
            switch (random.nextInt(4)) {
                case 0 -> {
                    amount += difference;
                    changes.add(new Change("WRITE_UP", difference));
                }
                case 1 -> {
                    difference = Math.min(difference, amount - 100);
                    if (difference == 0) {
                        continue;
                    }
                    amount -= difference;
                    changes.add(new Change("WRITE_DOWN", difference));
                }
                case 2 -> {
                    party = party.equals("0101011234") ? "0202021234" : "0101011234";
                    changes.add(new Change("CHANGE_PARTY", 0));
                }
                default -> {
                    changes.add(new Change("WITHDRAW", amount));
                    amount = 0;
                    withdrawn = true;
                }
            }
            Claims.says(claim, changes.size(), amount, party, withdrawn);
        }
        return changes;
    }

    private static String state(Standing standing, int index, int settled) {
        if (index < settled) {
            return "ACCEPTED";
        }
        if (index > settled) {
            return "WAITING";
        }
        return switch (standing) {
            case PARTLY_TOLD_NOT_RELEASED, TOO_OLD -> "WAITING";
            case REFUSED, REFUSED_AND_CORRECTED -> "REFUSED";
            case IN_DOUBT -> "IN_DOUBT";
            case QUEUED -> "QUEUED";
            case ON_WORKLIST -> "ON_WORKLIST";
            default -> "DUE";
        };
    }

    private void deliver(long claim, int sequenceNo, Change change, String state) {
        Claims.deliver(nextDelivery++, claim, MUNICIPALITY, sequenceNo, change.kind(), change.amount(), state);
    }

    private void finishTouches(long claim, int sequenceNo, Standing standing) {
        String delivery =
                "(select id from deliveries where claim_id = " + claim + " and sequence_no = " + sequenceNo + ")";
        switch (standing) {
            case REFUSED_AND_CORRECTED ->
                sql("update deliveries set corrects = " + delivery + ", state = 'DUE'" + " where claim_id = " + claim
                        + " and sequence_no = " + (sequenceNo + 1));
            case WAS_IN_DOUBT ->
                sql("insert into delivery_attempts (id, delivery_id, slice_id, call_id, node,"
                        + " incarnation, started_at, ended_at, outcome) values (nextval('delivery_attempts_seq'), "
                        + delivery
                        + ", 1, gen_random_uuid(), 'n1', gen_random_uuid(), now(), now(), 'IN_DOUBT')");
            case TOO_OLD -> {
                sql("update claim_versions set incurred_on = '2026-01-05' where claim_id = " + claim);
                sql("update deliveries set reason = '" + (claim % 20 < 10 ? "EARLIEST_DATE" : "GO_LIVE")
                        + "' where claim_id = " + claim + " and sequence_no = 1");
            }
            default -> {
                // It stands as it was put in.
            }
        }
    }
}
