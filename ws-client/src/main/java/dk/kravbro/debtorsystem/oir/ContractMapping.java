package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.oir.contract.DebitorkontoType;
import dk.kravbro.debtorsystem.oir.contract.DebitorregistreringType;
import dk.kravbro.debtorsystem.oir.contract.FordringTilstandType;
import dk.kravbro.debtorsystem.oir.contract.FordringType;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringI;
import dk.kravbro.debtorsystem.oir.contract.IdentifikationstypeType;
import dk.kravbro.debtorsystem.oir.contract.LinjeType;
import dk.kravbro.debtorsystem.oir.contract.OpretDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.PartType;
import dk.kravbro.debtorsystem.oir.contract.PartskiftType;
import dk.kravbro.debtorsystem.oir.contract.RegistrerDaekningAfskrivningI;
import dk.kravbro.debtorsystem.oir.contract.RegistreringSvarType;
import dk.kravbro.debtorsystem.oir.contract.ReguleringType;
import dk.kravbro.debtorsystem.oir.contract.ReguleringstypeType;
import dk.kravbro.debtorsystem.oir.contract.RequestIdListeType;
import dk.kravbro.debtorsystem.oir.contract.RetFordringI;
import dk.kravbro.debtorsystem.oir.contract.RetFordringTilstandI;
import dk.kravbro.debtorsystem.oir.contract.RetPartI;
import dk.kravbro.debtorsystem.oir.contract.TilbagemeldingSvarType;
import dk.kravbro.debtorsystem.oir.contract.TilstandsskiftType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.AuthorityContextType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.FejlType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerSvarType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.SvarReaktionType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.FejlListeType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.ForretningsValideringsKodeType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.ForretningskvitteringType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.KvitteringFejlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one class that knows both languages: ours and the contract's. Stateless. */
final class ContractMapping {

    /** Version value of every message we write. */
    static final String REVISION = "r1";

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
        DebitorkontoType account = new DebitorkontoType();
        account.setJuridiskAnsvarlig(party(registration.liable()));
        registration
                .representatives()
                .forEach(each -> account.getAdministrator().add(party(each)));
        account.setFordring(claim);
        OpretDebitorkontoI message = new OpretDebitorkontoI();
        message.setHovedOplysninger(head(call));
        message.setDebitorkonto(account);
        message.setRevision(REVISION);
        return message;
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
        message.setHovedOplysninger(head(call));
        message.setRegulering(regulation);
        message.setRevision(REVISION);
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
        message.setHovedOplysninger(head(call));
        message.setTilstandsskift(change);
        message.setRevision(REVISION);
        return message;
    }

    static RetPartI toContract(CallIdentity call, PartyChange change) {
        PartskiftType parties = new PartskiftType();
        parties.setFordringReference(change.claimReference());
        parties.setJuridiskAnsvarlig(party(change.liable()));
        change.representatives().forEach(each -> parties.getAdministrator().add(party(each)));
        parties.setVirkningsdato(ContractValues.date(change.effectiveOn()));
        RetPartI message = new RetPartI();
        message.setHovedOplysninger(head(call));
        message.setPartskift(parties);
        message.setRevision(REVISION);
        return message;
    }

    static HentDebitorregistreringI toContract(CallIdentity call, List<UUID> requestIds) {
        RequestIdListeType list = new RequestIdListeType();
        requestIds.forEach(each -> list.getRequestId().add(each.toString()));
        HentDebitorregistreringI message = new HentDebitorregistreringI();
        message.setHovedOplysninger(head(call));
        message.setRequestIdListe(list);
        message.setRevision(REVISION);
        return message;
    }

    /** The reply to a message of the back channel; refused if a code is given. */
    static TilbagemeldingSvarType reply(
            String conversationId, @Nullable String requestId, Instant at, @Nullable String code, String text) {
        HovedOplysningerSvarType head = new HovedOplysningerSvarType();
        head.setTransaktionsId(conversationId);
        head.setTransaktionsTid(ContractValues.instant(at));
        if (requestId != null) {
            head.setRequestId(requestId);
        }
        ForretningskvitteringType receipt = new ForretningskvitteringType();
        receipt.setForretningsValideringsKode(
                code == null ? ForretningsValideringsKodeType.MODTAGET : ForretningsValideringsKodeType.AFVIST);
        if (code != null) {
            KvitteringFejlType error = new KvitteringFejlType();
            error.setFejlKode(code);
            error.setFejlTekst(text);
            FejlListeType errors = new FejlListeType();
            errors.getFejl().add(error);
            receipt.setFejlListe(errors);
        }
        TilbagemeldingSvarType reply = new TilbagemeldingSvarType();
        reply.setHovedOplysningerSvar(head);
        reply.setForretningskvittering(receipt);
        reply.setRevision(REVISION);
        return reply;
    }

    // ---- the contract's to ours

    static CallEnd fromContract(CallIdentity call, @Nullable RegistreringSvarType answer) {
        if (answer == null
                || answer.getHovedOplysningerSvar() == null
                || answer.getForretningskvittering() == null
                || answer.getForretningskvittering().getForretningsValideringsKode() == null) {
            return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
        }
        HovedOplysningerSvarType head = answer.getHovedOplysningerSvar();
        if (!isAnswerTo(call, head)) {
            return CallEnd.of(OutcomeCause.ANSWER_OF_ANOTHER_CALL, "", "");
        }
        List<String> notices = new ArrayList<>();
        FejlType error = null;
        for (SvarReaktionType reaction : head.getSvarReaktion()) {
            if (reaction.getAdvis() != null) {
                notices.add(Wording.code(reaction.getAdvis().getAdvisId()) + ": "
                        + Wording.text(reaction.getAdvis().getAdvisTekst()));
            }
            if (reaction.getFejl() != null && error == null) {
                error = reaction.getFejl();
            }
        }
        ForretningskvitteringType receipt = answer.getForretningskvittering();
        String code = refusalCode(receipt, error);
        String text = refusalText(receipt, error);
        return switch (receipt.getForretningsValideringsKode()) {
            case AFVIST -> CallEnd.of(OutcomeCause.RECEIPT_REFUSED, code.isEmpty() ? "AFVIST" : code, text);
            case FEJLET -> CallEnd.of(OutcomeCause.RECEIPT_FAILED, code, text);
            case MODTAGET, AFLEVERET, ACCEPTERET ->
                error == null
                        ? new CallEnd(OutcomeCause.RECEIPT_ACCEPTED, "", "", receiptId(call, answer), notices)
                        : CallEnd.of(OutcomeCause.RECEIPT_CONTRADICTS, code, text);
        };
    }

    /** The receipt's id is optional; the request id then stands for it. */
    private static String receiptId(CallIdentity call, RegistreringSvarType answer) {
        String id = Wording.code(answer.getKvitteringId());
        return id.isEmpty() ? call.requestId().toString() : id;
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

    static SettlementMessage fromContract(RegistrerDaekningAfskrivningI message) throws UnreadableMessage {
        HovedOplysningerType head = message.getHovedOplysninger();
        String conversationId = head.getTransaktionsId();
        if (head.getRequestId() == null) {
            throw new UnreadableMessage("NO_REQUEST_ID", "HovedOplysninger has no RequestId", conversationId);
        }
        if (head.getAuthorityContext() == null) {
            throw new UnreadableMessage("NO_MUNICIPALITY", "HovedOplysninger has no AuthorityContext", conversationId);
        }
        List<SettlementNotice> notices = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (LinjeType line : message.getLinje()) {
            if (!keys.add(line.getLinjeId())) {
                throw new UnreadableMessage("DUPLICATE_LINE", "two lines carry the same LinjeId", conversationId);
            }
            notices.add(notice(line, conversationId));
        }
        return new SettlementMessage(
                head.getRequestId(), conversationId, head.getAuthorityContext().getMunicipalityCVR(), notices);
    }

    private static SettlementNotice notice(LinjeType line, String conversationId) throws UnreadableMessage {
        String key = line.getLinjeId();
        String reference = line.getFordringReference();
        if (line.getDaekning() != null) {
            long amount = amount(line.getDaekning().getBeloeb(), conversationId);
            return new SettlementNotice.Coverage(
                    key,
                    reference,
                    coverageKind(line),
                    amount,
                    ContractValues.localDate(line.getDaekning().getValoerdato()));
        }
        if (line.getAfskrivning() != null) {
            long amount = amount(line.getAfskrivning().getBeloeb(), conversationId);
            return new SettlementNotice.WriteOff(
                    key,
                    reference,
                    line.getAfskrivning().getAarsag(),
                    amount,
                    ContractValues.localDate(line.getAfskrivning().getVirkningsdato()));
        }
        return new SettlementNotice.AccountStatus(
                key,
                reference,
                status(line),
                ContractValues.localDate(line.getKontostatusskift().getVirkningsdato()));
    }

    private static SettlementNotice.Coverage.Kind coverageKind(LinjeType line) {
        return switch (line.getDaekning().getDaekningstype()) {
            case INDBETALING -> SettlementNotice.Coverage.Kind.PAYMENT;
            case MODREGNING -> SettlementNotice.Coverage.Kind.SET_OFF;
            case OMPOSTERING -> SettlementNotice.Coverage.Kind.REPOSTING;
            case INDDRIVELSE -> SettlementNotice.Coverage.Kind.ENFORCEMENT;
        };
    }

    private static SettlementNotice.AccountStatus.Status status(LinjeType line) {
        return switch (line.getKontostatusskift().getKontostatus()) {
            case AABEN -> SettlementNotice.AccountStatus.Status.OPEN;
            case LUKKET -> SettlementNotice.AccountStatus.Status.CLOSED;
            case TIL_INDDRIVELSE -> SettlementNotice.AccountStatus.Status.AT_ENFORCEMENT;
            case RETUR -> SettlementNotice.AccountStatus.Status.RETURNED;
        };
    }

    static boolean isAnswerTo(CallIdentity call, HovedOplysningerSvarType head) {
        return call.conversationId().toString().equals(head.getTransaktionsId())
                && (head.getRequestId() == null || call.requestId().toString().equals(head.getRequestId()));
    }

    private static String refusalCode(ForretningskvitteringType receipt, @Nullable FejlType error) {
        if (receipt.getFejlListe() != null && !receipt.getFejlListe().getFejl().isEmpty()) {
            return Wording.code(receipt.getFejlListe().getFejl().get(0).getFejlKode());
        }
        return error == null ? "" : Wording.code(error.getFejlId());
    }

    private static String refusalText(ForretningskvitteringType receipt, @Nullable FejlType error) {
        if (receipt.getFejlListe() != null && !receipt.getFejlListe().getFejl().isEmpty()) {
            StringBuilder texts = new StringBuilder();
            for (KvitteringFejlType each : receipt.getFejlListe().getFejl()) {
                texts.append(texts.length() == 0 ? "" : "; ").append(each.getFejlTekst());
            }
            return Wording.text(texts.toString());
        }
        return Wording.text(error == null ? receipt.getBegrundelse() : error.getFejlTekst());
    }

    private static HovedOplysningerType head(CallIdentity call) {
        AuthorityContextType authority = new AuthorityContextType();
        authority.setMunicipalityCVR(call.municipalityCvr());
        HovedOplysningerType head = new HovedOplysningerType();
        head.setTransaktionsId(call.conversationId().toString());
        head.setTransaktionsTid(ContractValues.instant(call.conversationAt()));
        head.setRequestId(call.requestId().toString());
        head.setCallersServiceCallIdentifier(call.attemptId().toString());
        head.setAuthorityContext(authority);
        return head;
    }

    private static PartType party(Party party) {
        PartType part = new PartType();
        part.setIdentifikationstype(identityKind(party.kind()));
        part.setIdentifikation(party.identity());
        if (!party.name().isBlank()) {
            part.setNavn(party.name());
        }
        return part;
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

    private static long amount(BigDecimal kroner, String conversationId) throws UnreadableMessage {
        long ore = ContractValues.ore(kroner);
        if (ore == 0) {
            throw new UnreadableMessage("AMOUNT_ZERO", "a line has the amount 0", conversationId);
        }
        return ore;
    }
}
