package dk.kravbro.debtorsystem.oir;

import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/** Says that the header blocks of a signed answer are understood: they were proved before the SOAP stack saw them. */
final class UnderstoodHeaders extends AbstractSoapInterceptor {

    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

    private static final Set<QName> UNDERSTOOD = Set.of(
            new QName("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", "Security"),
            new QName("urn:liberty:sb:2006-08", "Framework"),
            new QName(ADDRESSING, "Action"),
            new QName(ADDRESSING, "MessageID"),
            new QName(ADDRESSING, "RelatesTo"),
            new QName(ADDRESSING, "From"),
            new QName(ADDRESSING, "To"));

    UnderstoodHeaders() {
        super(Phase.PRE_PROTOCOL);
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return UNDERSTOOD;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        // Nothing to do: it is asked for the names only.
    }
}
