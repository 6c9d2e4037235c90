package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementMessage.Kind;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.oir.contract.KontostatusType;
import dk.kravbro.debtorsystem.oir.contract.KontostatusmeddelelseType;
import dk.kravbro.debtorsystem.oir.contract.LinjeType;
import dk.kravbro.debtorsystem.oir.contract.RegistrerDaekningAfskrivningI;
import dk.kravbro.debtorsystem.oir.contract.RegistrerKontostatusI;
import dk.kravbro.debtorsystem.oir.contract.TilbagemeldingSvarType;
import dk.kravbro.debtorsystem.oir.contract.authoritycontext.AuthorityContextType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerSvarType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.FejlListeType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.ForretningsValideringsKodeType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.ForretningskvitteringType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.KvitteringFejlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What debtor systems tell us, and what we answer. Stateless. */
final class BackChannelMapping {

    private BackChannelMapping() {}

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
        reply.setRevision(HeadMapping.REVISION);
        return reply;
    }

    static SettlementMessage fromContract(RegistrerDaekningAfskrivningI message) throws UnreadableMessage {
        HovedOplysningerType head = message.getHovedOplysninger();
        String municipality = municipality(head, message.getAuthorityContext(), Kind.SETTLEMENT);
        String conversationId = head.getTransaktionsId();
        List<SettlementNotice> notices = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (LinjeType line : message.getLinje()) {
            if (!keys.add(line.getLinjeId())) {
                throw new UnreadableMessage(
                        Kind.SETTLEMENT, "DUPLICATE_LINE", "two lines carry the same LinjeId", conversationId);
            }
            notices.add(notice(line, conversationId));
        }
        return new SettlementMessage(Kind.SETTLEMENT, head.getRequestId(), conversationId, municipality, notices);
    }

    static SettlementMessage fromContract(RegistrerKontostatusI message) throws UnreadableMessage {
        HovedOplysningerType head = message.getHovedOplysninger();
        String municipality = municipality(head, message.getAuthorityContext(), Kind.ACCOUNT_STATUS);
        List<SettlementNotice> notices = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (KontostatusmeddelelseType each : message.getKontostatusmeddelelse()) {
            if (!keys.add(each.getMeddelelseId())) {
                throw new UnreadableMessage(
                        Kind.ACCOUNT_STATUS,
                        "DUPLICATE_LINE",
                        "two lines carry the same MeddelelseId",
                        head.getTransaktionsId());
            }
            // One account per claim: the account's reference is the claim's.
            notices.add(new SettlementNotice.AccountStatus(
                    each.getMeddelelseId(),
                    each.getDebitorkontoReference(),
                    status(each.getKontostatus()),
                    ContractValues.localDate(each.getVirkningsdato())));
        }
        return new SettlementMessage(
                Kind.ACCOUNT_STATUS, head.getRequestId(), head.getTransaktionsId(), municipality, notices);
    }

    /** Whose claims the message is about: the head says so, or the platform's context before it. */
    private static String municipality(HovedOplysningerType head, @Nullable AuthorityContextType context, Kind kind)
            throws UnreadableMessage {
        if (head.getRequestId() == null) {
            throw new UnreadableMessage(
                    kind, "NO_REQUEST_ID", "HovedOplysninger has no RequestId", head.getTransaktionsId());
        }
        if (head.getAuthorityContext() != null) {
            return head.getAuthorityContext().getMunicipalityCVR();
        }
        if (context == null) {
            throw new UnreadableMessage(
                    kind,
                    "NO_MUNICIPALITY",
                    "neither HovedOplysninger nor the message has an AuthorityContext",
                    head.getTransaktionsId());
        }
        return context.getMunicipalityCVR();
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
                status(line.getKontostatusskift().getKontostatus()),
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

    private static SettlementNotice.AccountStatus.Status status(KontostatusType told) {
        return switch (told) {
            case AABEN -> SettlementNotice.AccountStatus.Status.OPEN;
            case LUKKET -> SettlementNotice.AccountStatus.Status.CLOSED;
            case TIL_INDDRIVELSE -> SettlementNotice.AccountStatus.Status.AT_ENFORCEMENT;
            case RETUR -> SettlementNotice.AccountStatus.Status.RETURNED;
        };
    }

    private static long amount(BigDecimal kroner, String conversationId) throws UnreadableMessage {
        long ore = ContractValues.ore(kroner);
        if (ore == 0) {
            throw new UnreadableMessage(Kind.SETTLEMENT, "AMOUNT_ZERO", "a line has the amount 0", conversationId);
        }
        return ore;
    }
}
