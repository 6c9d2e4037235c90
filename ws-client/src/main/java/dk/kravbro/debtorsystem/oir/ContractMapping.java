package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.SubClaim;
import dk.kravbro.debtorsystem.oir.contract.DebitorkontoSpecifikationType;
import dk.kravbro.debtorsystem.oir.contract.DebitorkontoType;
import dk.kravbro.debtorsystem.oir.contract.DebitorregistreringType;
import dk.kravbro.debtorsystem.oir.contract.DelfordringType;
import dk.kravbro.debtorsystem.oir.contract.FordringTilstandType;
import dk.kravbro.debtorsystem.oir.contract.FordringType;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringI;
import dk.kravbro.debtorsystem.oir.contract.OpretDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.PartskiftType;
import dk.kravbro.debtorsystem.oir.contract.RegistreringSvarType;
import dk.kravbro.debtorsystem.oir.contract.ReguleringType;
import dk.kravbro.debtorsystem.oir.contract.ReguleringstypeType;
import dk.kravbro.debtorsystem.oir.contract.RequestIdListeType;
import dk.kravbro.debtorsystem.oir.contract.RetFordringI;
import dk.kravbro.debtorsystem.oir.contract.RetFordringTilstandI;
import dk.kravbro.debtorsystem.oir.contract.RetPartI;
import dk.kravbro.debtorsystem.oir.contract.TilstandsskiftType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registrations, adjustments, changes of party, and what an inquiry finds. One of the mapping classes, which alone know both
 * languages: ours and the contract's. Stateless.
 */
final class ContractMapping {

    /** What kind of account a library's claim has. */
    private static final String LIBRARY_ACCOUNT = "BIBLIOTEK";

    private ContractMapping() {}

    // ---- ours to the contract's

    static OpretDebitorkontoI toContract(CallIdentity call, ClaimRegistration registration) {
        FordringType claim = new FordringType();
        claim.setFordringReference(registration.claimReference());
        claim.setFordringstype(registration.claimType());
        claim.setHovedstol(ContractValues.kroner(registration.principalOre()));
        claim.setStiftelsesdato(ContractValues.date(registration.incurredOn()));
        claim.setForfaldsdato(ContractValues.date(registration.dueOn()));
        claim.setSidsteRettidigeBetalingsdato(ContractValues.date(registration.lastPaymentOn()));
        claim.setPeriodeFra(ContractValues.date(registration.periodFrom()));
        claim.setPeriodeTil(ContractValues.date(registration.periodTo()));
        claim.setBeskrivelse(registration.description());
        subClaims(registration).forEach(claim.getDelfordring()::add);
        claim.getHaeftelse().add(PartyMapping.liability(PartyPlace.liable()));
        for (int i = 1; i <= registration.coLiable().size(); i++) {
            claim.getHaeftelse().add(PartyMapping.liability(new PartyPlace(PartyPlace.Role.CO_LIABLE, i)));
        }
        DebitorkontoSpecifikationType specification = new DebitorkontoSpecifikationType();
        specification.setDebitorkontoReference(registration.claimReference());
        specification.setDebitorkontoType(LIBRARY_ACCOUNT);
        DebitorkontoType account = new DebitorkontoType();
        account.setDebitorkontoSpecifikation(specification);
        account.setJuridiskAnsvarlig(PartyMapping.party(registration.liable(), PartyPlace.liable()));
        account.getJuridiskMedhaefter()
                .addAll(PartyMapping.parties(registration.coLiable(), PartyPlace.Role.CO_LIABLE));
        account.getAdministrator()
                .addAll(PartyMapping.parties(registration.representatives(), PartyPlace.Role.REPRESENTATIVE));
        registration
                .otherCustodyHolder()
                .ifPresent(each -> account.setLigestillingspartner(
                        PartyMapping.party(each, new PartyPlace(PartyPlace.Role.OTHER_CUSTODY_HOLDER, 1))));
        account.setFordring(claim);
        OpretDebitorkontoI message = new OpretDebitorkontoI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setDebitorkonto(account);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    /** A claim without sub-claims of its own is one: with its amount, and the first reference below the claim's. */
    private static List<DelfordringType> subClaims(ClaimRegistration registration) {
        List<SubClaim> ours = registration.subClaims().isEmpty()
                ? List.of(new SubClaim(registration.claimReference() + ":1", registration.principalOre()))
                : registration.subClaims();
        List<DelfordringType> parts = new ArrayList<>();
        for (SubClaim each : ours) {
            DelfordringType part = new DelfordringType();
            part.setDelfordringReference(each.reference());
            part.setBeloeb(ContractValues.kroner(each.amountOre()));
            parts.add(part);
        }
        return parts;
    }

    static RetFordringI toRegulation(CallIdentity call, ClaimAdjustment adjustment) {
        ReguleringType regulation = new ReguleringType();
        regulation.setFordringReference(adjustment.claimReference());
        regulation.setReguleringstype(
                adjustment.kind() == ClaimAdjustment.Kind.WRITE_UP
                        ? ReguleringstypeType.OPSKRIV
                        : ReguleringstypeType.NEDSKRIV);
        regulation.setBeloeb(ContractValues.kroner(adjustment.amountOre()));
        regulation.setVirkningsdato(ContractValues.date(adjustment.effectiveOn()));
        regulation.setAarsag(adjustment.reason());
        RetFordringI message = new RetFordringI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setRegulering(regulation);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static RetFordringTilstandI toWithdrawal(CallIdentity call, ClaimAdjustment adjustment) {
        TilstandsskiftType change = new TilstandsskiftType();
        change.setFordringReference(adjustment.claimReference());
        change.setTilstand(FordringTilstandType.ANNULLERET);
        change.setBeloeb(ContractValues.kroner(adjustment.amountOre()));
        change.setVirkningsdato(ContractValues.date(adjustment.effectiveOn()));
        change.setAarsag(adjustment.reason());
        RetFordringTilstandI message = new RetFordringTilstandI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setTilstandsskift(change);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static RetPartI toContract(CallIdentity call, PartyChange change) {
        PartskiftType parties = new PartskiftType();
        parties.setFordringReference(change.claimReference());
        parties.setJuridiskAnsvarlig(PartyMapping.party(change.liable(), PartyPlace.liable()));
        parties.getAdministrator()
                .addAll(PartyMapping.parties(change.representatives(), PartyPlace.Role.REPRESENTATIVE));
        change.otherCustodyHolder()
                .ifPresent(each -> parties.setLigestillingspartner(
                        PartyMapping.party(each, new PartyPlace(PartyPlace.Role.OTHER_CUSTODY_HOLDER, 1))));
        parties.setVirkningsdato(ContractValues.date(change.effectiveOn()));
        RetPartI message = new RetPartI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setPartskift(parties);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static HentDebitorregistreringI toContract(CallIdentity call, List<UUID> requestIds) {
        RequestIdListeType list = new RequestIdListeType();
        requestIds.forEach(each -> list.getRequestId().add(each.toString()));
        HentDebitorregistreringI message = new HentDebitorregistreringI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setRequestIdListe(list);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    // ---- the contract's to ours

    static CallEnd fromContract(CallIdentity call, @Nullable RegistreringSvarType answer) {
        return answer == null
                ? CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "")
                : HeadMapping.end(
                        call,
                        answer.getHovedOplysningerSvar(),
                        answer.getForretningskvittering(),
                        answer.getKvitteringId());
    }

    /**
     * The findings of an inquiry. What cannot be used (no result, no reference) is left out, so that it holds up nobody
     * else, and what is said twice alike counts once; different things said of one id contradict each other. Null if
     * nothing that was asked for can be used.
     */
    static @Nullable Map<UUID, InquiryAnswer.Finding> findings(
            List<DebitorregistreringType> registrations, List<UUID> askedFor) {
        Map<UUID, Set<Optional<InquiryAnswer.Finding>>> said = new HashMap<>();
        for (DebitorregistreringType registration : registrations) {
            UUID id = registration.getRequestId() == null ? null : ContractValues.uuid(registration.getRequestId());
            if (id != null) {
                said.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(Optional.ofNullable(finding(registration)));
            }
        }
        Map<UUID, InquiryAnswer.Finding> findings = new HashMap<>();
        for (UUID id : askedFor) {
            InquiryAnswer.Finding.together(said.getOrDefault(id, Set.of()))
                    .ifPresent(finding -> findings.put(id, finding));
        }
        return findings.isEmpty() ? null : findings;
    }

    private static InquiryAnswer.@Nullable Finding finding(DebitorregistreringType registration) {
        if (registration.getResultat() == null) {
            return null;
        }
        return switch (registration.getResultat()) {
            case FUNDET -> found(registration);
            case AFVIST -> {
                String code = Wording.code(registration.getAfvisningKode());
                yield new InquiryAnswer.Finding.FoundRefused(
                        code.isEmpty() ? "AFVIST" : code, Wording.text(registration.getAfvisningTekst()));
            }
            case UKENDT -> new InquiryAnswer.Finding.NotFound();
        };
    }

    private static InquiryAnswer.@Nullable Finding found(DebitorregistreringType registration) {
        if (registration.getFordringReference() == null) {
            return null;
        }
        return new InquiryAnswer.Finding.Found(
                Wording.code(registration.getKvitteringId()),
                registration.getFordringReference(),
                registration.getBeloeb() == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(ContractValues.ore(registration.getBeloeb())));
    }
}
