package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.oir.contract.kontekst.AuthorityContextType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.FejlType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerSvarType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerType;
import dk.kravbro.debtorsystem.oir.contract.kontekst.SvarReaktionType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.ForretningskvitteringType;
import dk.kravbro.debtorsystem.oir.contract.kvittering.KvitteringFejlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head that every message has, and the receipt that answers a change. Stateless. */
final class HeadMapping {

    /** Version value of every message we write. */
    static final String REVISION = "r1";

    private HeadMapping() {}

    static HovedOplysningerType head(CallIdentity call) {
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

    static boolean isAnswerTo(CallIdentity call, HovedOplysningerSvarType head) {
        return call.conversationId().toString().equals(head.getTransaktionsId())
                && (head.getRequestId() == null || call.requestId().toString().equals(head.getRequestId()));
    }

    /** The end of a call that asked: refused, or null if it was let through. */
    static @Nullable CallEnd refusal(HovedOplysningerSvarType head) {
        FejlType error = error(head);
        return error == null
                ? null
                : CallEnd.of(
                                OutcomeCause.QUESTION_REFUSED,
                                Wording.code(error.getFejlId()),
                                Wording.text(error.getFejlTekst()))
                        .with(List.of(fault(error.getFejlId(), error.getFejlTekst())));
    }

    /**
     * The end of a call that changes something.
     *
     * @param head of the answer, null if it has none
     * @param receipt of the answer, null if it has none
     * @param receiptId the receipt's id, null if it has none: the request id then stands for it
     */
    static CallEnd end(
            CallIdentity call,
            @Nullable HovedOplysningerSvarType head,
            @Nullable ForretningskvitteringType receipt,
            @Nullable String receiptId) {
        if (head == null || receipt == null || receipt.getForretningsValideringsKode() == null) {
            return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
        }
        if (!isAnswerTo(call, head)) {
            return CallEnd.of(OutcomeCause.ANSWER_OF_ANOTHER_CALL, "", "");
        }
        FejlType error = error(head);
        String code = refusalCode(receipt, error);
        String text = refusalText(receipt, error);
        return switch (receipt.getForretningsValideringsKode()) {
            case AFVIST ->
                CallEnd.of(OutcomeCause.RECEIPT_REFUSED, code.isEmpty() ? "AFVIST" : code, text)
                        .with(faults(receipt, error));
            case FEJLET -> CallEnd.of(OutcomeCause.RECEIPT_FAILED, code, text).with(faults(receipt, error));
            case MODTAGET, AFLEVERET, ACCEPTERET -> {
                String id = Wording.code(receiptId);
                yield error == null
                        ? new CallEnd(
                                OutcomeCause.RECEIPT_ACCEPTED,
                                "",
                                "",
                                id.isEmpty() ? call.requestId().toString() : id,
                                notices(head),
                                List.of())
                        : CallEnd.of(OutcomeCause.RECEIPT_CONTRADICTS, code, text)
                                .with(faults(receipt, error));
            }
        };
    }

    private static List<CallTrace.Fault> faults(ForretningskvitteringType receipt, @Nullable FejlType error) {
        List<CallTrace.Fault> faults = new ArrayList<>();
        if (receipt.getFejlListe() != null) {
            receipt.getFejlListe()
                    .getFejl()
                    .forEach(each -> faults.add(fault(each.getFejlKode(), each.getFejlTekst())));
        }
        if (error != null) {
            faults.add(fault(error.getFejlId(), error.getFejlTekst()));
        }
        if (faults.isEmpty() && receipt.getBegrundelse() != null) {
            faults.add(fault("", receipt.getBegrundelse()));
        }
        return faults;
    }

    private static CallTrace.Fault fault(@Nullable String code, @Nullable String text) {
        return new CallTrace.Fault(Wording.text(Wording.code(code)), Wording.text(text));
    }

    private static @Nullable FejlType error(HovedOplysningerSvarType head) {
        for (SvarReaktionType reaction : head.getSvarReaktion()) {
            if (reaction.getFejl() != null) {
                return reaction.getFejl();
            }
        }
        return null;
    }

    private static List<String> notices(HovedOplysningerSvarType head) {
        List<String> notices = new ArrayList<>();
        for (SvarReaktionType reaction : head.getSvarReaktion()) {
            if (reaction.getAdvis() != null) {
                notices.add(Wording.code(reaction.getAdvis().getAdvisId()) + ": "
                        + Wording.text(reaction.getAdvis().getAdvisTekst()));
            }
        }
        return notices;
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
}
