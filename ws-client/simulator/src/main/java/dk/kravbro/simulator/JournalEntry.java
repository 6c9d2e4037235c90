package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of the journal. Together the lines are the store: the state is what they add up to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.Municipality.class, name = "municipality"),
    @JsonSubTypes.Type(value = JournalEntry.Request.class, name = "request"),
    @JsonSubTypes.Type(value = JournalEntry.Message.class, name = "message"),
    @JsonSubTypes.Type(value = JournalEntry.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = JournalEntry.ClockSet.class, name = "clock"),
    @JsonSubTypes.Type(value = JournalEntry.LifeStep.class, name = "life")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface JournalEntry {

    /** A municipality got a profile. */
    record Municipality(String municipalityCvr, Profile profile) implements JournalEntry {}

    /**
     * A call that was received.
     *
     * @param seq counts the calls, from 1
     * @param at when, UTC, ISO 8601
     * @param municipalityCvr of the routing
     * @param operation name in the contract
     * @param requestId RequestId, empty if missing
     * @param conversationId TransaktionsId
     * @param callId CallersServiceCallIdentifier
     * @param claimReference the claim it is about; absent for an inquiry
     * @param kind as of {@link Incoming}
     * @param amountOre in øre, 0 where no money moves
     * @param outcome ACCEPTED, REFUSED, REPEATED (the answer of an earlier call again), ANSWERED (inquiry), FAULT
     * @param committed whether it is recorded as received (a refusal is); false for what was cut or faulted before
     * @param effect whether it changed a claim: over one true per request id is a double
     * @param receiptId the receipt of an acceptance
     * @param code of a refusal or fault
     * @param text of a refusal
     * @param fault the fault rule's action that was played, if any
     * @param balanceOre what was left to pay after an accepted payment, in øre
     * @param detail what else an effect needs to be played back
     */
    record Request(
            long seq,
            String at,
            String municipalityCvr,
            String operation,
            String requestId,
            String conversationId,
            String callId,
            @Nullable String claimReference,
            String kind,
            long amountOre,
            String outcome,
            boolean committed,
            boolean effect,
            @Nullable String receiptId,
            @Nullable String code,
            @Nullable String text,
            @Nullable String fault,
            @Nullable Long balanceOre,
            @Nullable Detail detail)
            implements JournalEntry {}

    /**
     * What a call said besides claim and amount; what it did not say is absent.
     *
     * @param account reference of the account, if it is another than the claim's
     * @param claimType Fordringstype
     * @param debtor who owes, by keyed fingerprint
     * @param subClaims the sub-claims of a registration
     * @param holdings what can be ended, see {@link Holdings}
     * @param subClaim the sub-claim that was changed or paid
     * @param what as of {@link Incoming}
     * @param on the day it counts from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detail(
            @Nullable String account,
            @Nullable String claimType,
            @Nullable String debtor,
            @Nullable List<SubClaim> subClaims,
            @Nullable List<String> holdings,
            @Nullable String subClaim,
            @Nullable String what,
            @Nullable String on) {}

    /** A sub-claim of a registration. */
    record SubClaim(String reference, long amountOre) {}

    /**
     * A message of the back channel that is to be sent.
     *
     * @param messageId RequestId of the message
     * @param conversationId TransaktionsId of the message
     * @param at when it was made
     * @param municipalityCvr whose claims
     * @param notices its lines
     * @param apart true for account states alone in a message of their own (RegistrerKontostatus)
     */
    record Message(
            String messageId,
            String conversationId,
            String at,
            String municipalityCvr,
            List<Notice> notices,
            @Nullable Boolean apart)
            implements JournalEntry {}

    /**
     * A line of a message.
     *
     * @param key LinjeId
     * @param kind COVERAGE, WRITE_OFF or ACCOUNT_STATUS
     * @param claimReference the claim
     * @param amountOre in øre, 0 for an account status
     * @param code coverage kind, write-off cause or account status
     * @param valueOn the day it counts from, ISO 8601
     * @param ofRequest RequestId of the registered payment that it tells of; it was counted when it was registered
     * @param step how many steps of its life the claim has taken by it, if it is one of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Notice(
            String key,
            String kind,
            String claimReference,
            long amountOre,
            String code,
            String valueOn,
            @Nullable String ofRequest,
            @Nullable Integer step) {}

    /**
     * A message got its answer.
     *
     * @param messageId which
     * @param outcome RECEIPTED or REFUSED
     * @param code of a refusal
     * @param attempts how many calls it took
     */
    record Sent(String messageId, String outcome, @Nullable String code, int attempts) implements JournalEntry {}

    /**
     * The clock was set.
     *
     * @param at real time of that
     * @param aheadMs so many ms is it ahead of real time from then on; 0 is real time
     */
    record ClockSet(String at, long aheadMs) implements JournalEntry {}

    /**
     * A claim took a step of its life that no message tells of.
     *
     * @param step how many steps it has taken by it
     * @param deed what happened, see {@link Life.Deed}
     * @param on the day, ISO 8601
     */
    record LifeStep(String municipalityCvr, String claimReference, int step, String deed, String on)
            implements JournalEntry {}
}
