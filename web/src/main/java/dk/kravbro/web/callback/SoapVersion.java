package dk.kravbro.web.callback;

/** SOAP 1.1 and 1.2, as far as the two differ for us. */
enum SoapVersion {
    SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml") {
        @Override
        String fault(boolean sendersFault, String text, String detail) {
            return "<s:Fault><faultcode>s:" + (sendersFault ? "Client" : "Server") + "</faultcode><faultstring>" + text
                    + "</faultstring><detail>" + detail + "</detail></s:Fault>";
        }
    },
    SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml") {
        @Override
        String fault(boolean sendersFault, String text, String detail) {
            return "<s:Fault><s:Code><s:Value>s:" + (sendersFault ? "Sender" : "Receiver")
                    + "</s:Value></s:Code><s:Reason><s:Text xml:lang=\"da\">" + text
                    + "</s:Text></s:Reason><s:Detail>" + detail + "</s:Detail></s:Fault>";
        }
    };

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    String namespace() {
        return namespace;
    }

    String mediaType() {
        return mediaType;
    }

    /** The version that is spoken at this address. */
    static SoapVersion at(String path) {
        return path.endsWith("12") ? SOAP_12 : SOAP_11;
    }

    String envelope(String body) {
        return "<s:Envelope xmlns:s=\"" + namespace + "\"><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    /** The body's content for a fault; text and detail are ours and need no escaping. */
    abstract String fault(boolean sendersFault, String text, String detail);
}
