package dk.kravbro.web.callback;

/** Every fault this door gives: its code, its text, whose fault it is and the HTTP status. */
enum Refusal {
    TOO_LARGE("BESKED_FOR_STOR", "Beskeden er større end tilladt.", true, 413),
    TOO_SLOW("BESKED_FOR_LANGSOM", "Beskeden ankom ikke inden for tidsfristen.", true, 408),
    WRONG_MEDIA_TYPE(
            "INDHOLDSTYPE_UKENDT", "Beskeden skal sendes som text/xml eller application/soap+xml i UTF-8.", true, 415),
    ONLY_POST("KUN_POST", "Beskeder afleveres med POST.", true, 405),
    DOCUMENT_TYPE("DTD_IKKE_TILLADT", "Beskeden indeholder en DTD.", true, 500),
    HEADER_NOT_UNDERSTOOD(
            "HEADER_IKKE_FORSTAAET", "Beskeden kræver, at en SOAP-header forstås, som ikke kendes her.", true, 500),
    NOT_PROVED(
            "AFSENDER_IKKE_BEVIST",
            "Beskeden er ikke underskrevet med et gyldigt token fra tokentjenesten til denne modtager.",
            true,
            500),
    NOT_SOAP("IKKE_SOAP", "Beskeden er ikke en velformet SOAP-konvolut.", true, 500),
    TRY_AGAIN("PROEV_IGEN", "Beskeden kunne ikke modtages nu og er ikke gemt. Prøv igen senere.", false, 500);

    private final String code;
    private final String text;
    private final boolean sendersFault;
    private final int status;

    Refusal(String code, String text, boolean sendersFault, int status) {
        this.code = code;
        this.text = text;
        this.sendersFault = sendersFault;
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The whole SOAP message. */
    String envelope(SoapVersion version) {
        String detail =
                "<sp:ServiceplatformFault xmlns:sp=\"http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/\">"
                        + "<sp:ErrorList><sp:Error><sp:ErrorCode>" + code + "</sp:ErrorCode><sp:ErrorText>" + text
                        + "</sp:ErrorText></sp:Error></sp:ErrorList></sp:ServiceplatformFault>";
        return version.envelope(version.fault(sendersFault, text, detail));
    }
}
