package dk.kravbro.municipality;

/** What is made of a claim that breaks a readiness rule. */
public enum ReadinessSeverity {
    /** The claim stays here until it is put right (fejl). */
    ERROR,
    /** The claim goes out, and what is the matter is shown (advis). */
    NOTICE,
    /** Nothing. */
    OFF
}
