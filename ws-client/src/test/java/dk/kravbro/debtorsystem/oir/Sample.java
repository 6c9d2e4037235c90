package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.PostalAddress;
import dk.kravbro.debtorsystem.SubClaim;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values for the tests of the adapter. */
final class Sample {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final UUID CONVERSATION = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID REQUEST = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final UUID ATTEMPT = UUID.fromString("00000000-0000-4000-8000-000000000003");

    private Sample() {}

    static CallIdentity call() {
        return new CallIdentity("64942212", CONVERSATION, Instant.parse("2026-11-20T08:00:00.5Z"), REQUEST, ATTEMPT);
    }

    static ClaimRegistration registration(Party liable, List<Party> representatives) {
        return new ClaimRegistration(
                "DK-710100-110000013",
                "BIBLIOTEKSGEBYR",
                20_005,
                TODAY,
                TODAY.plusDays(30),
                TODAY.plusDays(30),
                TODAY.minusDays(60),
                TODAY,
                "Gebyr & <erstatning> \"æøå\"",
                liable,
                representatives);
    }

    /** With every party, address, subscription and sub-claim that a registration may have. */
    static ClaimRegistration fullRegistration() {
        Party everything = new Party(
                Party.Kind.CPR,
                "1808175189",
                "Maja",
                Optional.of(new PostalAddress(List.of("Ærøgade 1", "c/o Søn"), "2100", "København Ø")),
                List.of("RYKKER", "OPKRAEVNING"));
        return new ClaimRegistration(
                "DK-710100-110000013",
                "BIBLIOTEKSGEBYR",
                20_005,
                TODAY,
                TODAY.plusDays(30),
                TODAY.plusDays(30),
                TODAY.minusDays(60),
                TODAY,
                "Gebyr",
                everything,
                Collections.nCopies(2, everything),
                Collections.nCopies(10, everything),
                Optional.of(everything),
                List.of(new SubClaim("a", 20_000), new SubClaim("b", 5)));
    }

    static ClaimRegistration registration() {
        return registration(person(), List.of());
    }

    static Party person() {
        return new Party(Party.Kind.CPR, "1808175189", "Maja <Ærø> & søn");
    }

    static ClaimAdjustment adjustment(ClaimAdjustment.Kind kind) {
        return new ClaimAdjustment("DK-710100-110000013", kind, 5, TODAY, "returned");
    }

    static PartyChange partyChange() {
        return new PartyChange(
                "DK-710100-110000013", person(), List.of(person(), person()), Optional.of(person()), TODAY);
    }
}
