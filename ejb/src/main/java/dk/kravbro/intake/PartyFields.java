package dk.kravbro.intake;

import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Parties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads who owes a fee, and a child's guardians. */
final class PartyFields {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 20;

    private enum Kind {
        PERSON,
        COMPANY,
        SOLE_TRADER,
        INSTITUTION
    }

    private PartyFields() {}

    static Optional<Debtor> debtor(Fields fee) {
        fee.demand("debtor");
        Optional<Fields> there = fee.object("debtor", "kind", "cpr", "cvr", "pNumber", "gln", "name");
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Fields debtor = there.get();
        debtor.demand("kind");
        Optional<Kind> kind = debtor.choice("kind", Kind.class);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case PERSON -> person(debtor).map(Debtor.class::cast);
            case COMPANY -> company(debtor);
            case SOLE_TRADER -> soleTrader(debtor);
            case INSTITUTION -> institution(debtor);
        };
    }

    private static Optional<Debtor.Person> person(Fields person) {
        person.demand("cpr");
        person.demand("name");
        Optional<String> cpr = person.text("cpr", LONGEST_NUMBER, FeeRules.CPR);
        Optional<String> name = person.text("name", LONGEST_NAME, FeeRules.FREE_TEXT);
        return cpr.flatMap(CprNumber::of).flatMap(number -> name.map(known -> new Debtor.Person(number, known)));
    }

    private static Optional<Debtor> company(Fields company) {
        company.demand("cvr");
        Optional<String> cvr = company.text("cvr", LONGEST_NUMBER, FeeRules.CVR);
        Optional<String> name = company.text("name", LONGEST_NAME, FeeRules.FREE_TEXT);
        return cvr.flatMap(CvrNumber::of).map(number -> new Debtor.Company(number, name.orElse("")));
    }

    private static Optional<Debtor> soleTrader(Fields trader) {
        trader.demand("cvr");
        trader.demand("name");
        Optional<String> cvr = trader.text("cvr", LONGEST_NUMBER, FeeRules.CVR);
        Optional<String> name = trader.text("name", LONGEST_NAME, FeeRules.FREE_TEXT);
        return cvr.flatMap(CvrNumber::of).flatMap(number -> name.map(known -> new Debtor.SoleTrader(number, known)));
    }

    private static Optional<Debtor> institution(Fields institution) {
        institution.demand("name");
        Optional<String> name = institution.text("name", LONGEST_NAME, FeeRules.FREE_TEXT);
        List<String> numbers =
                Stream.of("cvr", "pNumber", "gln").filter(institution::has).toList();
        if (numbers.isEmpty()) {
            institution.note(ProblemType.MISSING_FIELD, "cvr", "One of cvr, pNumber and gln is needed.");
            return Optional.empty();
        }
        if (numbers.size() > 1) {
            institution.note(
                    ProblemType.AMBIGUOUS_INSTITUTION, numbers.get(1), "Only one of cvr, pNumber and gln is taken.");
            return Optional.empty();
        }
        return switch (numbers.get(0)) {
            case "cvr" -> known(institution, "cvr", Debtor.IdentityKind.CVR, FeeRules.CVR, name);
            case "pNumber" -> known(institution, "pNumber", Debtor.IdentityKind.P_NUMBER, FeeRules.P_NUMBER, name);
            default -> known(institution, "gln", Debtor.IdentityKind.GLN, FeeRules.GLN, name);
        };
    }

    private static Optional<Debtor> known(
            Fields institution,
            String field,
            Debtor.IdentityKind kind,
            List<Rule<String>> rules,
            Optional<String> name) {
        return institution
                .text(field, LONGEST_NUMBER, rules)
                .flatMap(number -> name.map(known -> new Debtor.Institution(kind, number, known)));
    }

    static List<Debtor.Person> guardians(Fields fee, Optional<Debtor> debtor) {
        List<Debtor.Person> guardians = new ArrayList<>();
        Set<String> named = new HashSet<>();
        debtor.ifPresent(owes -> named.add(owes.identity()));
        for (Fields guardian :
                fee.objects("guardians", Parties.MOST_GUARDIANS, ProblemType.TOO_MANY_GUARDIANS, "cpr", "name")) {
            person(guardian).ifPresent(person -> {
                if (named.add(person.identity())) {
                    guardians.add(person);
                } else {
                    guardian.note(ProblemType.SAME_PERSON_TWICE, "cpr", "The same person stands in the fee already.");
                }
            });
        }
        if (!guardians.isEmpty() && debtor.isPresent() && !(debtor.get() instanceof Debtor.Person)) {
            fee.note(ProblemType.DOES_NOT_BELONG, "guardians", "Only a person has guardians.");
        }
        return guardians;
    }
}
