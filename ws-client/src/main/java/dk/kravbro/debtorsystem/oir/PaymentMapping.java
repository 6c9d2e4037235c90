package dk.kravbro.debtorsystem.oir;

import static dk.kravbro.debtorsystem.oir.IncompleteAnswer.demand;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.Payables;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.oir.contract.BetalbarDelfordringType;
import dk.kravbro.debtorsystem.oir.contract.BetalbarSoegningType;
import dk.kravbro.debtorsystem.oir.contract.ForetagIndbetalingI;
import dk.kravbro.debtorsystem.oir.contract.IndbetalingSvarType;
import dk.kravbro.debtorsystem.oir.contract.IndbetalingType;
import dk.kravbro.debtorsystem.oir.contract.SoegBetalbarBeskedType;
import dk.kravbro.debtorsystem.oir.contract.SoegBetalbarSvarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What can be paid, and payments. Stateless. */
final class PaymentMapping {

    private PaymentMapping() {}

    static SoegBetalbarBeskedType toFindPayable(CallIdentity call, String claimReference) {
        BetalbarSoegningType criteria = new BetalbarSoegningType();
        criteria.setFordringReference(claimReference);
        return toFindPayable(call, criteria);
    }

    static SoegBetalbarBeskedType toFindPayable(CallIdentity call, Party debtor) {
        BetalbarSoegningType criteria = new BetalbarSoegningType();
        criteria.setDebitor(PartyMapping.debtor(debtor));
        return toFindPayable(call, criteria);
    }

    private static SoegBetalbarBeskedType toFindPayable(CallIdentity call, BetalbarSoegningType criteria) {
        SoegBetalbarBeskedType message = new SoegBetalbarBeskedType();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setSoegekriterie(criteria);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static ForetagIndbetalingI toContract(CallIdentity call, Payment ours) {
        IndbetalingType payment = new IndbetalingType();
        payment.setFordringReference(ours.claimReference());
        payment.setDelfordringReference(ours.subClaimReference());
        payment.setBeloeb(ContractValues.kroner(ours.amountOre()));
        payment.setIndbetalingsdato(ContractValues.date(ours.paidOn()));
        payment.setBetalingskanal(
                switch (ours.channel()) {
                    case CASH -> "KONTANT";
                    case CARD -> "KORT";
                    case MOBILE_PAY -> "MOBILEPAY";
                    case ONLINE -> "WEB";
                });
        ForetagIndbetalingI message = new ForetagIndbetalingI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setIndbetaling(payment);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static Payables found(SoegBetalbarSvarType answer) {
        List<Payables.Payable> payables = new ArrayList<>();
        for (BetalbarDelfordringType each : answer.getBetalbarDelfordring()) {
            payables.add(new Payables.Payable(
                    demand(each.getFordringReference(), "FordringReference"),
                    demand(each.getDelfordringReference(), "DelfordringReference"),
                    Wording.code(each.getFordringstype()),
                    AccountMapping.ore(each.getRestance(), "Restance")));
        }
        return new Payables(payables, answer.isFlereFindes());
    }

    static CallEnd fromContract(CallIdentity call, @Nullable IndbetalingSvarType answer) {
        return answer == null
                ? CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "")
                : HeadMapping.end(
                        call,
                        answer.getHovedOplysningerSvar(),
                        answer.getForretningskvittering(),
                        answer.getKvitteringId());
    }

    /** What is left to pay; empty where it is not told, or told in parts of an øre: the receipt counts all the same. */
    static OptionalLong outstanding(@Nullable IndbetalingSvarType answer) {
        BigDecimal outstanding = answer == null ? null : answer.getRestance();
        if (outstanding == null || outstanding.stripTrailingZeros().scale() > 2) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ContractValues.ore(outstanding));
    }
}
