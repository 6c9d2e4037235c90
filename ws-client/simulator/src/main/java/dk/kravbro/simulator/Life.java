package dk.kravbro.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What becomes of a claim that is left to itself: one of eight lives, by the hash of its reference, so always the same for
 * the same claim. All of it is assumed, after how collection is described in public.
 */
enum Life {
    /** Pays in full within three weeks. */
    PROMPT,
    /** Pays in full after a reminder. */
    REMINDED,
    /** Pays half, and the rest after a reminder. */
    IN_PARTS,
    /** Pays half, and is let off the rest. */
    FORGIVEN,
    /** Goes to the state's collection, which gets all of it in three ways. */
    COLLECTED,
    /** Comes back from the state's collection with a rest, which is paid. */
    RETURNED,
    /** Comes back with nothing, and is barred by limitation after three years. */
    BARRED,
    /** Is reminded, and waits. */
    SILENT;

    private static final int REMINDER_DAY = 31;
    private static final int COLLECTION_DAY = 75;
    private static final int RETURN_DAY = 200;
    private static final int LIMITATION_DAY = 1_096;

    /** What happens in a step. */
    enum Deed {
        /** A reminder (rykker) is sent: the contract has no message for it. */
        REMINDER,
        /** Half of what is owed is paid. */
        PART_PAYMENT,
        /** All of it is paid. */
        PAYMENT,
        /** The account goes to the state's collection (PSRM). */
        TO_COLLECTION,
        /** A third is covered by the state's collection. */
        COLLECTED_PART,
        /** Half is set off against what the state owes the debtor (modregning). */
        SET_OFF,
        /** All of it is covered by the state's collection. */
        COLLECTED,
        /** The account comes back from the state's collection. */
        RETURNED,
        /** The rest is written off: the debtor is let off. */
        REMISSION,
        /** The rest is written off: too old to be claimed. */
        LIMITATION
    }

    /**
     * One step.
     *
     * @param day so many days after the claim was booked
     */
    record Step(int day, Deed deed) {}

    /** The life of a claim. */
    static Life of(String reference) {
        long lot = hash(reference) % 100;
        if (lot < 30) {
            return PROMPT;
        }
        if (lot < 45) {
            return REMINDED;
        }
        if (lot < 55) {
            return IN_PARTS;
        }
        if (lot < 60) {
            return FORGIVEN;
        }
        if (lot < 80) {
            return COLLECTED;
        }
        if (lot < 90) {
            return RETURNED;
        }
        return lot < 96 ? BARRED : SILENT;
    }

    /** Its steps for a claim, in the order of their days. */
    List<Step> steps(String reference) {
        int some = (int) (hash(reference) / 100 % 18);
        return switch (this) {
            case PROMPT -> List.of(new Step(3 + some, Deed.PAYMENT));
            case REMINDED -> List.of(reminder(), new Step(35 + some, Deed.PAYMENT));
            case IN_PARTS -> List.of(new Step(20, Deed.PART_PAYMENT), reminder(), new Step(45 + some, Deed.PAYMENT));
            case FORGIVEN -> List.of(reminder(), new Step(40, Deed.PART_PAYMENT), new Step(90, Deed.REMISSION));
            case COLLECTED ->
                List.of(
                        reminder(),
                        new Step(COLLECTION_DAY, Deed.TO_COLLECTION),
                        new Step(135, Deed.COLLECTED_PART),
                        new Step(RETURN_DAY, Deed.SET_OFF),
                        new Step(255, Deed.COLLECTED));
            case RETURNED ->
                List.of(
                        reminder(),
                        new Step(COLLECTION_DAY, Deed.TO_COLLECTION),
                        new Step(135, Deed.COLLECTED_PART),
                        new Step(RETURN_DAY, Deed.RETURNED),
                        new Step(RETURN_DAY + 20 + some, Deed.PAYMENT));
            case BARRED ->
                List.of(
                        reminder(),
                        new Step(COLLECTION_DAY, Deed.TO_COLLECTION),
                        new Step(RETURN_DAY, Deed.RETURNED),
                        new Step(LIMITATION_DAY, Deed.LIMITATION));
            case SILENT -> List.of(reminder());
        };
    }

    private static Step reminder() {
        return new Step(REMINDER_DAY, Deed.REMINDER);
    }

    static long hash(String reference) {
        CRC32 crc = new CRC32();
        crc.update(reference.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
