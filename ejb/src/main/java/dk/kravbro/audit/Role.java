package dk.kravbro.audit;

/** What a caller may do. */
public enum Role {
    /** The library system: puts fees in, reads answers. */
    FBS("fbs"),
    /** Runs the installation: starts runs, onboards municipalities, sees every municipality's figures. */
    OPERATOR("operator"),
    /** Works in a municipality: sees its own claims and figures. */
    MUNICIPALITY("municipality"),
    /** Looks into what happened (revisor): reads raw messages of the municipalities it is given, each time with a reason. */
    AUDITOR("auditor"),
    /** A debtor system: may deliver messages on the back channel. */
    DEBTOR_SYSTEM("debtorsystem");

    private final String groupName;

    Role(String groupName) {
        this.groupName = groupName;
    }

    /** The role's name in the server's security realm and in a token. */
    public String groupName() {
        return groupName;
    }
}
