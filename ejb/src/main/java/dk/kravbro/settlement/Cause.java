package dk.kravbro.settlement;

/** What may be said in the log about a failure: our own text, or the type of a foreign one. */
final class Cause {

    private Cause() {}

    static String of(RuntimeException failure) {
        Throwable at = failure;
        for (int depth = 0; depth < 20 && at != null; depth++) {
            if (at instanceof StorageFailure ours) {
                return String.valueOf(ours.getMessage());
            }
            at = at.getCause();
        }
        Throwable first = failure.getCause();
        return first == null
                ? failure.getClass().getSimpleName()
                : first.getClass().getSimpleName();
    }
}
