package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.debtorsystem.oir.security.SecurityModel;
import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/** Prepares a generated proxy once, so that many threads may then share it unchanged. */
final class SoapProxies {

    /** Longest answer that is read, in characters: an inquiry of 500 ids is about a tenth of it. */
    private static final String LONGEST_ANSWER = "2000000";

    private SoapProxies() {}

    static <T> T prepare(T proxy, URI address, OirEndpoint endpoint, OirSecurity security) {
        Map<String, Object> context = ((BindingProvider) proxy).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address.toString());
        // The JDK's URL connection is the one transport whose calls can be cut from outside, and the same in a test and
        // in the server.
        context.put("force.urlconnection.http.conduit", true);
        // The wire log says what happened; CXF's own warnings would add a stack trace that may quote the message.
        context.put(FaultListener.class.getName(), (FaultListener) (failure, description, message) -> false);
        context.put("org.apache.cxf.stax.maxXMLCharacters", LONGEST_ANSWER);
        context.put("org.apache.cxf.stax.maxElementDepth", "30");
        context.put("org.apache.cxf.stax.maxChildElements", "2000");

        Client client = ClientProxy.getClient(proxy);
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(endpoint.connectTimeout().toMillis());
        policy.setConnectionRequestTimeout(endpoint.connectTimeout().toMillis());
        policy.setReceiveTimeout(endpoint.receiveTimeout().toMillis());
        policy.setAllowChunking(false);
        policy.setAutoRedirect(false);
        ((HTTPConduit) client.getConduit()).setClient(policy);
        protect((HTTPConduit) client.getConduit(), security);
        client.getOutInterceptors().add(new CallContexts(security));
        client.getOutInterceptors().add(new CallWatch.OnDeparture());
        client.getOutInterceptors().add(new MeasuredBody.Interceptor());
        client.getInInterceptors().add(new CallWatch.OnArrival());
        client.getInFaultInterceptors().add(new CallWatch.OnArrival());
        if (security.model() == SecurityModel.KOMBIT_TOKEN) {
            client.getInInterceptors().add(new UnderstoodHeaders());
        }
        return proxy;
    }

    private static void protect(HTTPConduit conduit, OirSecurity security) {
        SSLSocketFactory sockets = security.sockets();
        if (sockets == null) {
            return;
        }
        TLSClientParameters parameters = new TLSClientParameters();
        parameters.setSSLSocketFactory(sockets);
        parameters.setDisableCNCheck(false);
        parameters.setUseHttpsURLConnectionDefaultHostnameVerifier(true);
        conduit.setTlsClientParameters(parameters);
    }
}
