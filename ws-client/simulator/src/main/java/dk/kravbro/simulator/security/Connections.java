package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** TLS connections of callers who show a certificate. */
final class Connections {

    private Connections() {}

    static HttpsConfigurator mutual(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters rules = getSSLContext().getDefaultSSLParameters();
                rules.setNeedClientAuth(true);
                rules.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                connection.setSSLParameters(rules);
            }
        };
    }

    /** @throws Objection if it shows none; TLS lets nobody in without, so that is a mistake of the simulator's start */
    static X509Certificate certificate(HttpExchange exchange) throws Objection {
        if (exchange instanceof HttpsExchange secure) {
            try {
                return (X509Certificate) secure.getSSLSession().getPeerCertificates()[0];
            } catch (SSLPeerUnverifiedException none) {
                throw new Objection("ACCESS_DENIED", "the connection shows no certificate");
            }
        }
        throw new Objection("ACCESS_DENIED", "the connection is not protected");
    }
}
