package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a connection is made with.
 *
 * @param context shows our certificate, and believes the platform's authority only
 * @param certificate ours
 */
public record MutualTls(SSLContext context, X509Certificate certificate) {

    /**
     * From key stores. Shows one key's certificate, whatever else the store holds, and believes the given authorities only.
     *
     * @param keys holds our key
     * @param name of our key
     * @param password of our key
     * @param authorities who certify the other side, at least one
     * @throws IllegalArgumentException if there is no such key, or no authority
     */
    public static MutualTls of(KeyStore keys, String name, char[] password, KeyStore authorities) {
        try {
            Certificate[] chain = keys.getCertificateChain(name);
            if (chain == null || !(chain[0] instanceof X509Certificate ours)) {
                throw new IllegalArgumentException("the key store holds no key named " + name);
            }
            if (authorities.size() == 0) {
                throw new IllegalArgumentException("the trust store holds no authority");
            }
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(name, keys.getKey(name, password), password, chain);
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(one, password);
            TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            believed.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
            return new MutualTls(context, ours);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("the key named " + name + " cannot be used", unusable);
        }
    }
}
