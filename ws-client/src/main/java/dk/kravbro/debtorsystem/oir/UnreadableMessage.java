package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.SettlementMessage;

/** A message of the back channel that cannot be taken. Neither code nor text carries anything of its content. */
public final class UnreadableMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final SettlementMessage.Kind kind;
    private final String code;
    private final String conversationId;

    UnreadableMessage(SettlementMessage.Kind kind, String code, String what, String conversationId) {
        super(what);
        this.kind = kind;
        this.code = code;
        this.conversationId = conversationId;
    }

    /** Which message it is, and so how it is to be answered; a settlement where that could not be read. */
    public SettlementMessage.Kind kind() {
        return kind;
    }

    /** What is wrong, as a stable code: TOO_LARGE, DTD, NOT_XML, SCHEMA and so on. */
    public String code() {
        return code;
    }

    /** The conversation (TransaktionsId) to answer in; empty if it could not be read. */
    public String conversationId() {
        return conversationId;
    }
}
