package dk.kravbro.simulator.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.crypto.Data;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The transform by which a reference to a token stands for the token itself (STR-Transform of WS-Security 1.0), which the JDK
 * does not know. The token it stands for is put into the context by the one who signs or validates.
 */
public final class TokenReference extends TransformService {

    /** Key of the context under which the token lies. */
    static final String TOKEN = "dk.kravbro.simulator.token";

    private static final String PROVIDER = "KravbroTokenReference";

    /** Makes the transform known to the JDK's signatures. */
    static void install() {
        if (Security.getProvider(PROVIDER) != null) {
            return;
        }
        Provider provider = new Provider(PROVIDER, "1", "STR-Transform for the simulator") {
            private static final long serialVersionUID = 1L;
        };
        provider.put("TransformService." + Soap.STR_TRANSFORM, TokenReference.class.getName());
        provider.put("TransformService." + Soap.STR_TRANSFORM + " MechanismType", "DOM");
        Security.insertProviderAt(provider, 1);
    }

    /** As parameters of a new transform: the one who signs puts the token into the context. */
    record InContext() implements TransformParameterSpec {}

    // Set if this is somebody else's business: whoever else signs or validates in the same Java.
    private @Nullable TransformService other;

    private static TransformService other() throws InvalidAlgorithmParameterException {
        for (Provider each : Security.getProviders()) {
            if (!each.getName().equals(PROVIDER) && each.getService("TransformService", Soap.STR_TRANSFORM) != null) {
                try {
                    return TransformService.getInstance(Soap.STR_TRANSFORM, "DOM", each);
                } catch (NoSuchAlgorithmException gone) {
                    throw new InvalidAlgorithmParameterException(gone);
                }
            }
        }
        throw new InvalidAlgorithmParameterException("no other STR-Transform is known");
    }

    @Override
    public void init(@Nullable TransformParameterSpec parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof InContext)) {
            other = other();
            other.init(parameters);
        }
    }

    @Override
    public void init(XMLStructure parent, @Nullable XMLCryptoContext context)
            throws InvalidAlgorithmParameterException {
        // The canonicalization that its parameters name is always the exclusive one; any other does not validate.
        if (context == null || context.get(TOKEN) == null) {
            other = other();
            other.init(parent, context);
        }
    }

    @Override
    public void marshalParams(XMLStructure parent, @Nullable XMLCryptoContext context) throws MarshalException {
        if (other != null) {
            other.marshalParams(parent, context);
            return;
        }
        if (!(parent instanceof DOMStructure structure) || !(structure.getNode() instanceof Element transform)) {
            throw new MarshalException("only for trees");
        }
        Element parameters = Soap.append(transform, Soap.WSSE, "wsse:TransformationParameters", "");
        Soap.append(parameters, Soap.DSIG, "ds:CanonicalizationMethod", "")
                .setAttributeNS(null, "Algorithm", CanonicalizationMethod.EXCLUSIVE);
    }

    @Override
    public @Nullable TransformParameterSpec getParameterSpec() {
        return other == null ? null : (TransformParameterSpec) other.getParameterSpec();
    }

    @Override
    public Data transform(Data reference, XMLCryptoContext context) throws TransformException {
        if (other != null) {
            return other.transform(reference, context);
        }
        if (!(context.get(TOKEN) instanceof Element token)) {
            throw new TransformException("the token that is referred to is not known");
        }
        try {
            TransformService canonical =
                    TransformService.getInstance(CanonicalizationMethod.EXCLUSIVE, "DOM", "XMLDSig");
            canonical.init((TransformParameterSpec) null);
            return withDefaultNamespace((OctetStreamData) canonical.transform(new Tree(token), context));
        } catch (IOException broken) {
            throw new TransformException("the token cannot be read", broken);
        } catch (GeneralSecurityException broken) {
            throw new TransformException("the token cannot be canonicalized", broken);
        }
    }

    /** The transform's definition wants a declaration of the default namespace in the token's first tag, if only an empty one. */
    private static Data withDefaultNamespace(OctetStreamData canonical) throws IOException {
        String text = new String(canonical.getOctetStream().readAllBytes(), StandardCharsets.UTF_8);
        String tag = text.substring(0, text.indexOf('>'));
        if (!tag.contains(" xmlns=\"")) {
            int end = tag.indexOf(' ');
            int at = end < 0 ? tag.length() : end;
            text = text.substring(0, at) + " xmlns=\"\"" + text.substring(at);
        }
        return new OctetStreamData(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Data transform(Data reference, XMLCryptoContext context, OutputStream out) throws TransformException {
        return other == null ? transform(reference, context) : other.transform(reference, context, out);
    }

    @Override
    public boolean isFeatureSupported(String feature) {
        return false;
    }

    /** A set of the nodes of a tree. */
    private record Tree(Element root) implements NodeSetData<Node> {

        @Override
        public Iterator<Node> iterator() {
            List<Node> nodes = new ArrayList<>();
            collect(root, nodes);
            return nodes.iterator();
        }

        private static void collect(Node node, List<Node> nodes) {
            nodes.add(node);
            NamedNodeMap attributes = node.getAttributes();
            for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
                nodes.add(attributes.item(i));
            }
            for (Node each = node.getFirstChild(); each != null; each = each.getNextSibling()) {
                collect(each, nodes);
            }
        }
    }
}
