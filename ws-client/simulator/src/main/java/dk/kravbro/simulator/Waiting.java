package dk.kravbro.simulator;

/** Waits, as a slow debtor system does. */
final class Waiting {

    private Waiting() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
