package dk.kravbro.debtorsystem.oir;

/** The version of SOAP that the adapter speaks; the real one is not public. */
public enum SoapVersion {
    /** SOAP 1.1, as Serviceplatformen's own services. */
    V1_1("1.1"),
    /** SOAP 1.2, as the services of KOMBIT's data dictionary. */
    V1_2("1.2");

    private final String number;

    SoapVersion(String number) {
        this.number = number;
    }

    /**
     * The version with this number.
     *
     * @throws IllegalArgumentException if it is neither 1.1 nor 1.2
     */
    public static SoapVersion of(String number) {
        for (SoapVersion each : values()) {
            if (each.number.equals(number)) {
                return each;
            }
        }
        throw new IllegalArgumentException("the version of SOAP is 1.1 or 1.2");
    }

    /** 1.1 or 1.2. */
    public String number() {
        return number;
    }

    @Override
    public String toString() {
        return "SOAP " + number;
    }
}
