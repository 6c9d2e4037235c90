package dk.kravbro.simulator.security;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What is said in these tests. */
final class Calls {

    static final String CVR = "64942212";

    private Calls() {}

    static CallIdentity call(String cvr) {
        return new CallIdentity(cvr, UUID.randomUUID(), Instant.now(), UUID.randomUUID(), UUID.randomUUID());
    }

    static ClaimRegistration claim(String reference) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(20);
        return new ClaimRegistration(
                reference,
                "BIBLIOTEKSGEBYR",
                5_000,
                day,
                day,
                day.plusDays(40),
                day,
                day,
                "Gebyr & rykker <før>",
                new Party(Party.Kind.CPR, "1808175189", "Maja Ærø"),
                List.of());
    }
}
