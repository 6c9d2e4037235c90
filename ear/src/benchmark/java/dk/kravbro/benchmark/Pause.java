package dk.kravbro.benchmark;

import dk.kravbro.launcher.LaunchFailure;

/** Between two looks at something that cannot be asked to tell us. */
final class Pause {

    private Pause() {}

    static void millis(long length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted.", e);
        }
    }
}
