package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.PostalAddress;
import dk.kravbro.debtorsystem.oir.contract.DebitorType;
import dk.kravbro.debtorsystem.oir.contract.GaeldendeAdresseType;
import dk.kravbro.debtorsystem.oir.contract.HaeftelseType;
import dk.kravbro.debtorsystem.oir.contract.IdentifikationstypeType;
import dk.kravbro.debtorsystem.oir.contract.MaterialeabonnementType;
import dk.kravbro.debtorsystem.oir.contract.PartType;
import java.util.ArrayList;
import java.util.List;

/** Parties, and the references by which they are spoken of later without an identity number. Stateless. */
final class PartyMapping {

    private PartyMapping() {}

    static PartType party(Party party, PartyPlace place) {
        PartType part = new PartType();
        part.setPartReference(reference(place));
        part.setIdentifikationstype(identityKind(party.kind()));
        part.setIdentifikation(party.identity());
        if (!party.name().isBlank()) {
            part.setNavn(party.name());
        }
        party.address().ifPresent(address -> part.setGaeldendeAdresse(address(address)));
        for (String letter : party.letters()) {
            MaterialeabonnementType letters = new MaterialeabonnementType();
            letters.setMaterialetype(letter);
            part.getMaterialeabonnement().add(letters);
        }
        return part;
    }

    static List<PartType> parties(List<Party> parties, PartyPlace.Role role) {
        List<PartType> parts = new ArrayList<>();
        for (Party each : parties) {
            parts.add(party(each, new PartyPlace(role, parts.size() + 1)));
        }
        return parts;
    }

    /** A liability of a party that owes the whole claim. */
    static HaeftelseType liability(PartyPlace place) {
        HaeftelseType liability = new HaeftelseType();
        liability.setHaeftelseReference(liabilityReference(place));
        liability.setPartReference(reference(place));
        liability.setSolidarisk(true);
        return liability;
    }

    static DebitorType debtor(Party party) {
        DebitorType debtor = new DebitorType();
        debtor.setIdentifikationstype(identityKind(party.kind()));
        debtor.setIdentifikation(party.identity());
        return debtor;
    }

    static String reference(PartyPlace place) {
        String role = switch (place.role()) {
            case LIABLE -> "ANSVARLIG";
            case CO_LIABLE -> "MEDHAEFTER";
            case REPRESENTATIVE -> "ADMINISTRATOR";
            case OTHER_CUSTODY_HOLDER -> "LIGESTILLING";
        };
        return role + "-" + place.number();
    }

    static String liabilityReference(PartyPlace place) {
        return "HAEFTELSE-" + reference(place);
    }

    private static GaeldendeAdresseType address(PostalAddress ours) {
        GaeldendeAdresseType address = new GaeldendeAdresseType();
        address.getAdresselinje().addAll(ours.lines());
        if (!ours.postalCode().isBlank()) {
            address.setPostnummer(ours.postalCode());
        }
        if (!ours.city().isBlank()) {
            address.setPostdistrikt(ours.city());
        }
        return address;
    }

    private static IdentifikationstypeType identityKind(Party.Kind kind) {
        return switch (kind) {
            case CPR -> IdentifikationstypeType.CPR;
            case SUBSTITUTE_CPR -> IdentifikationstypeType.ERSTATNINGS_CPR;
            case CVR -> IdentifikationstypeType.CVR;
            case P_NUMBER -> IdentifikationstypeType.P_NUMMER;
            case GLN -> IdentifikationstypeType.GLN;
        };
    }
}
