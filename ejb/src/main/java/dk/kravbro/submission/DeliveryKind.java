package dk.kravbro.submission;

/** What a delivery tells a debtor system. */
public enum DeliveryKind {
    /** A new claim. */
    REGISTER,
    /** Opskrivning: more is owed. */
    WRITE_UP,
    /** Nedskrivning: less is owed. */
    WRITE_DOWN,
    /** Annullering: nothing is owed any more. */
    WITHDRAW,
    /** Skyldnerskift: somebody else owes, or the same debtor under another number. */
    CHANGE_PARTY
}
