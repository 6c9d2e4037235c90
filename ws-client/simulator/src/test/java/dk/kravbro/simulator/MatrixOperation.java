package dk.kravbro.simulator;

import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.HandOver;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.PartyPlace.Role;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An operation of the contract as the port calls it.
 *
 * @param name in the service's description
 * @param variant which way it is used, empty if there is one way
 * @param refusal the code of its refusal: of an unknown claim, of a known one for a registration
 * @param call how it is called
 */
record MatrixOperation(String name, String variant, String refusal, Call call) {

    private static final String UNKNOWN = "FORDRING_UKENDT";
    private static final Party DEBTOR = new Party(Party.Kind.CPR, "1808175189", "");

    /** Calls the port. */
    interface Call {
        Object make(Conversation talk, String reference, CallIdentity call);
    }

    Object make(Conversation talk, String reference, CallIdentity identity) {
        return call.make(talk, reference, identity);
    }

    boolean creates() {
        return name.equals("OpretDebitorkonto");
    }

    boolean asks() {
        return name.startsWith("Hent") || name.startsWith("Soeg");
    }

    /** Whether it names a claim that may be wrong. */
    boolean hasClaim() {
        return refusal.equals(UNKNOWN) || creates();
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? name : name + " (" + variant + ")";
    }

    static List<MatrixOperation> all() {
        List<MatrixOperation> all = new ArrayList<>(List.of(
                new MatrixOperation(
                        "OpretDebitorkonto",
                        "",
                        "486",
                        (talk, reference, call) ->
                                talk.debtorSystem.register(call, Conversation.fullClaim(reference, 10_000))),
                adjusting("RetFordring", "write-up", ClaimAdjustment.Kind.WRITE_UP),
                adjusting("RetFordring", "write-down", ClaimAdjustment.Kind.WRITE_DOWN),
                adjusting("RetFordringTilstand", "withdrawal", ClaimAdjustment.Kind.WITHDRAWAL),
                ofClaim(
                        "RetFordringTilstand",
                        "block",
                        (talk, reference, call) -> talk.debtorSystem.changeState(
                                call,
                                new StateChange(
                                        reference, StateChange.State.BLOCKED, Conversation.TODAY, "complaint"))),
                ofClaim(
                        "RetPart",
                        "",
                        (talk, reference, call) -> talk.debtorSystem.changeParty(
                                call, new PartyChange(reference, DEBTOR, List.of(), Conversation.TODAY))),
                ofClaim(
                        "OverdragDebitorkonto",
                        "",
                        (talk, reference, call) -> talk.debtorSystem.handOver(
                                call, new HandOver(reference, Conversation.TODAY, "no-active-case"))),
                ending("AfslutHaeftelse", Ending.Kind.LIABILITY, Role.CO_LIABLE),
                ending("AfslutAdministrator", Ending.Kind.PARTY, Role.REPRESENTATIVE),
                ending("AfslutLigestillingspartner", Ending.Kind.PARTY, Role.OTHER_CUSTODY_HOLDER),
                ending("AfslutGaeldendeAdresseJuridiskAnsvarlig", Ending.Kind.ADDRESS, Role.LIABLE),
                ending("AfslutGaeldendeAdresseJuridiskMedhaefter", Ending.Kind.ADDRESS, Role.CO_LIABLE),
                ending("AfslutGaeldendeAdresseAdministrator", Ending.Kind.ADDRESS, Role.REPRESENTATIVE),
                ending("AfslutMaterialeabonnementJuridiskAnsvarlig", Ending.Kind.LETTERS, Role.LIABLE),
                ending("AfslutMaterialeabonnementJuridiskMedhaefter", Ending.Kind.LETTERS, Role.CO_LIABLE),
                ending("AfslutMaterialeabonnementAdministrator", Ending.Kind.LETTERS, Role.REPRESENTATIVE)));
        all.add(new MatrixOperation(
                "HentDebitorregistrering",
                "",
                "",
                (talk, reference, call) -> talk.debtorSystem.inquire(call, List.of(UUID.randomUUID()))));
        all.add(ofClaim("HentDebitorkonto", "", (talk, reference, call) -> talk.debtorSystem.fetch(call, reference)));
        all.add(new MatrixOperation(
                "SoegDebitorkonto",
                "",
                "SIM_AFVIST",
                (talk, reference, call) -> talk.debtorSystem.list(call, AccountQuery.all(2))));
        all.add(ofClaim(
                "SoegDelfordringTilIndbetaling",
                "claim",
                (talk, reference, call) -> talk.debtorSystem.findPayable(call, reference)));
        all.add(new MatrixOperation(
                "SoegDelfordringTilIndbetaling",
                "debtor",
                "SIM_AFVIST",
                (talk, reference, call) -> talk.debtorSystem.findPayable(call, DEBTOR)));
        all.add(ofClaim(
                "ForetagIndbetaling",
                "",
                (talk, reference, call) -> talk.debtorSystem.pay(
                        call,
                        new Payment(
                                reference, reference + ":1", 1_000, Conversation.TODAY, Payment.Channel.MOBILE_PAY))));
        return all;
    }

    private static MatrixOperation ofClaim(String name, String variant, Call call) {
        return new MatrixOperation(name, variant, UNKNOWN, call);
    }

    private static MatrixOperation adjusting(String name, String variant, ClaimAdjustment.Kind kind) {
        return ofClaim(
                name,
                variant,
                (talk, reference, call) ->
                        talk.debtorSystem.adjust(call, Conversation.adjustment(reference, kind, 1_000)));
    }

    private static MatrixOperation ending(String name, Ending.Kind kind, Role role) {
        String letter = kind == Ending.Kind.LETTERS ? "RYKKER" : "";
        return ofClaim(
                name,
                "",
                (talk, reference, call) -> talk.debtorSystem.end(
                        call, new Ending(reference, kind, new PartyPlace(role, 1), letter, Conversation.TODAY)));
    }
}
