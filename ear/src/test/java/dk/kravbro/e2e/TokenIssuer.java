package dk.kravbro.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer of bearer tokens for tests: publishes who it is and its key, and signs whatever a test wants signed. */
final class TokenIssuer implements AutoCloseable {

    static final String AUDIENCE = "kravbro-api";
    private static final String KEY = "key-1";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key = keyPair();
    private final KeyPair other = keyPair();
    private final int port;
    private HttpServer server;

    TokenIssuer() {
        server = serve(0);
        port = server.getAddress().getPort();
    }

    /** As it stands in tokens. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Nobody answers there any more. */
    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = serve(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpServer serve(int where) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), where), 0);
            made.createContext("/.well-known/openid-configuration", call -> answer(call, discovery()));
            made.createContext("/keys", call -> answer(call, keys()));
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange call, JsonObject document) throws IOException {
        byte[] text = document.toString().getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, text.length);
        call.getResponseBody().write(text);
        call.close();
    }

    private JsonObject discovery() {
        return Json.createObjectBuilder()
                .add("issuer", address())
                .add("authorization_endpoint", address() + "/auth")
                .add("token_endpoint", address() + "/token")
                .add("jwks_uri", address() + "/keys")
                .add("response_types_supported", Json.createArrayBuilder().add("code"))
                .add("subject_types_supported", Json.createArrayBuilder().add("public"))
                .add(
                        "id_token_signing_alg_values_supported",
                        Json.createArrayBuilder().add("RS256"))
                .build();
    }

    private JsonObject keys() {
        RSAPublicKey shown = (RSAPublicKey) key.getPublic();
        return Json.createObjectBuilder()
                .add(
                        "keys",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("kty", "RSA")
                                        .add("use", "sig")
                                        .add("alg", "RS256")
                                        .add("kid", KEY)
                                        .add(
                                                "n",
                                                BASE64.encodeToString(unsigned(
                                                        shown.getModulus().toByteArray())))
                                        .add(
                                                "e",
                                                BASE64.encodeToString(shown.getPublicExponent()
                                                        .toByteArray()))))
                .build();
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    /** What a token says of a client, good in every respect. */
    JsonObjectBuilder claims(String client, String... roles) {
        long now = Instant.now().getEpochSecond();
        return Json.createObjectBuilder()
                .add("iss", address())
                .add("aud", AUDIENCE)
                .add("sub", "sub-of-" + client)
                .add("azp", client)
                .add("typ", "Bearer")
                .add("iat", now)
                .add("exp", now + 300)
                .add("realm_access", Json.createObjectBuilder().add("roles", Json.createArrayBuilder(List.of(roles))));
    }

    /** A good token. */
    String token(String client, String... roles) {
        return sign(claims(client, roles));
    }

    String sign(JsonObjectBuilder claims) {
        return signed("RS256", KEY, claims, key);
    }

    /** Signed with a key that nobody published, under the published one's name. */
    String forge(JsonObjectBuilder claims) {
        return signed("RS256", KEY, claims, other);
    }

    String signUnder(String keyName, JsonObjectBuilder claims) {
        return signed("RS256", keyName, claims, other);
    }

    String unsigned(JsonObjectBuilder claims) {
        return head("none", KEY) + "." + body(claims) + ".";
    }

    /** The published key taken for a shared secret: an old trick. */
    String macWithPublicKey(JsonObjectBuilder claims) {
        try {
            String text = head("HS256", KEY) + "." + body(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String algorithm, String keyName, JsonObjectBuilder claims, KeyPair with) {
        try {
            String text = head(algorithm, keyName) + "." + body(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(String algorithm, String keyName) {
        return encoded(Json.createObjectBuilder()
                .add("alg", algorithm)
                .add("typ", "JWT")
                .add("kid", keyName)
                .build());
    }

    private static String body(JsonObjectBuilder claims) {
        return encoded(claims.build());
    }

    private static String encoded(JsonObject part) {
        return BASE64.encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
    }
}
