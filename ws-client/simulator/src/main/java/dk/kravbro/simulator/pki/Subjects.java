package dk.kravbro.simulator.pki;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Names as certificates write them. */
final class Subjects {

    private static final String ORGANISATION = "Kravbro rehearsal - not for production";

    private Subjects() {}

    static X500Name authority() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DK")
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, "Kravbro rehearsal CA - NOT FOR PRODUCTION")
                .build();
    }

    /** OCES3: the organisation's number in organizationIdentifier (2.5.4.97). */
    static X500Name oces3(String commonName, String cvr) {
        UUID id = UUID.nameUUIDFromBytes((commonName + cvr).getBytes(StandardCharsets.UTF_8));
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DK")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "NTRDK-" + cvr)
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.SERIALNUMBER, "UI:DK-O:G:" + id)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** OCES2, still met: the organisation's number at the head of serialNumber (2.5.4.5). */
    static X500Name oces2(String commonName, String cvr) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DK")
                .addRDN(BCStyle.O, ORGANISATION + " // CVR:" + cvr)
                .addRDN(BCStyle.SERIALNUMBER, "CVR:" + cvr + "-FID:10000001")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    static X500Name nobody(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DK")
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
