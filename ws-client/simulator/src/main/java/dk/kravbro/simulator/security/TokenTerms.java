package dk.kravbro.simulator.security;

import java.time.Duration;

/** Says how long a token lasts from now; below zero is a token that has ended already. */
public interface TokenTerms {

    /** What is usual. */
    Duration USUAL = Duration.ofHours(8);

    Duration of(String municipalityCvr);
}
