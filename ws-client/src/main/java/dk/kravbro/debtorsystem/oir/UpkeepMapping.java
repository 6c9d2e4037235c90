package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.HandOver;
import dk.kravbro.debtorsystem.StateChange;
import dk.kravbro.debtorsystem.oir.contract.AbonnementAfslutningType;
import dk.kravbro.debtorsystem.oir.contract.AfslutAbonnementBeskedType;
import dk.kravbro.debtorsystem.oir.contract.AfslutHaeftelseBeskedType;
import dk.kravbro.debtorsystem.oir.contract.AfslutPartBeskedType;
import dk.kravbro.debtorsystem.oir.contract.FordringTilstandType;
import dk.kravbro.debtorsystem.oir.contract.HaeftelseAfslutningType;
import dk.kravbro.debtorsystem.oir.contract.OverdragDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.OverdragelseType;
import dk.kravbro.debtorsystem.oir.contract.PartAfslutningType;
import dk.kravbro.debtorsystem.oir.contract.RetFordringTilstandI;
import dk.kravbro.debtorsystem.oir.contract.TilstandsskiftType;

/** States, hand-overs and endings. Stateless. */
final class UpkeepMapping {

    private UpkeepMapping() {}

    static RetFordringTilstandI toContract(CallIdentity call, StateChange ours) {
        TilstandsskiftType change = new TilstandsskiftType();
        change.setFordringReference(ours.claimReference());
        change.setTilstand(
                switch (ours.state()) {
                    case ACTIVE -> FordringTilstandType.AKTIV;
                    case BLOCKED -> FordringTilstandType.SPAERRET;
                    case HANDED_OVER -> FordringTilstandType.OVERDRAGET;
                });
        change.setVirkningsdato(ContractValues.date(ours.effectiveOn()));
        change.setAarsag(ours.reason());
        RetFordringTilstandI message = new RetFordringTilstandI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setTilstandsskift(change);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static OverdragDebitorkontoI toContract(CallIdentity call, HandOver ours) {
        OverdragelseType handOver = new OverdragelseType();
        handOver.setDebitorkontoReference(ours.claimReference());
        handOver.setVirkningsdato(ContractValues.date(ours.effectiveOn()));
        handOver.setAarsag(ours.reason());
        OverdragDebitorkontoI message = new OverdragDebitorkontoI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setOverdragelse(handOver);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static AfslutHaeftelseBeskedType toEndOfLiability(CallIdentity call, Ending ours) {
        HaeftelseAfslutningType ending = new HaeftelseAfslutningType();
        ending.setFordringReference(ours.claimReference());
        ending.setHaeftelseReference(PartyMapping.liabilityReference(ours.of()));
        ending.setSlutdato(ContractValues.date(ours.endsOn()));
        AfslutHaeftelseBeskedType message = new AfslutHaeftelseBeskedType();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setHaeftelseAfslutning(ending);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    /** The end of a party, or of its address. */
    static AfslutPartBeskedType toEndOfParty(CallIdentity call, Ending ours) {
        PartAfslutningType ending = new PartAfslutningType();
        ending.setDebitorkontoReference(ours.claimReference());
        ending.setPartReference(PartyMapping.reference(ours.of()));
        ending.setSlutdato(ContractValues.date(ours.endsOn()));
        AfslutPartBeskedType message = new AfslutPartBeskedType();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setPartAfslutning(ending);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static AfslutAbonnementBeskedType toEndOfLetters(CallIdentity call, Ending ours) {
        AbonnementAfslutningType ending = new AbonnementAfslutningType();
        ending.setDebitorkontoReference(ours.claimReference());
        ending.setPartReference(PartyMapping.reference(ours.of()));
        ending.setMaterialetype(ours.letter());
        ending.setSlutdato(ContractValues.date(ours.endsOn()));
        AfslutAbonnementBeskedType message = new AfslutAbonnementBeskedType();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setAbonnementAfslutning(ending);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }
}
