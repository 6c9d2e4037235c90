package dk.kravbro.submission;

/** What started a run. */
public enum RunTrigger {
    /** Its planned time. */
    TIMER,
    /** A person. */
    MANUAL
}
