package dk.kravbro.claim;

import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The one place where what claims know of people is sealed, opened and hashed, whoever writes or reads the rows. A row's
 * people are one sealed value: one seal per row, and nothing is left beside it that could be put together.
 *
 * <p>Equal debtors have equal keys ({@code claims.debtor_key}), so that they are found and compared without being opened.
 * Of a name only the first {@link #NAME_LETTERS} letters are hashed: who searches opens the few names that begin alike,
 * and who steals the column learns no name by how often it comes up. Thread-safe.
 */
@Dependent
public class PeopleSeal {

    /** Letters of a name's beginning by which it is found. */
    public static final int NAME_LETTERS = 3;

    /** Enough that no two debtors of any country share one by chance. */
    private static final int IDENTITY_BYTES = 16;

    private static final int NAME_BYTES = 8;

    /** The registers that numbers of debtors come from; a substitute number stands with the CPR numbers. */
    private static final List<String> REGISTERS = List.of("CPR", "CVR", "P_NUMBER", "GLN");

    private final DataSeal seal;
    private final LookupHash hash;

    @Inject
    public PeopleSeal(DataSeal seal, LookupHash hash) {
        this.seal = seal;
        this.hash = hash;
    }

    /**
     * Seals a claim's debtor.
     *
     * @param reference of the claim, "DK-710100-110000013": the value opens with it alone
     */
    public SealedDebtor seal(String reference, OpenDebtor debtor) {
        return new SealedDebtor(
                seal.seal(
                        debtorPlace(reference),
                        pack(debtor.contentHash(), debtor.kind(), debtor.identity(), debtor.name())),
                hash.of(identity(register(debtor.kind()), debtor.identity()), IDENTITY_BYTES),
                hash.of(name(debtor.name()), NAME_BYTES));
    }

    /**
     * Opens a claim's debtor.
     *
     * @throws dk.kravbro.secrets.SecretMissing if its key is not there
     * @throws dk.kravbro.secrets.NotOpened if it was altered, or belongs to another claim
     */
    public OpenDebtor debtor(String reference, byte[] sealed) {
        List<String> texts = unpack(seal.open(debtorPlace(reference), sealed));
        return new OpenDebtor(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
    }

    /** Seals what FBS said in a version. */
    public byte[] seal(long claimId, int version, Said said) {
        return seal.seal(
                saidPlace(claimId, version), pack(said.contentHash(), said.description(), said.parties(), said.fee()));
    }

    /**
     * Opens what FBS said in a version.
     *
     * @throws dk.kravbro.secrets.SecretMissing if its key is not there
     * @throws dk.kravbro.secrets.NotOpened if it was altered, or belongs to another version
     */
    public Said said(long claimId, int version, byte[] sealed) {
        List<String> texts = unpack(seal.open(saidPlace(claimId, version), sealed));
        return new Said(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
    }

    /** The same debtor under the newest keys. */
    public SealedDebtor sealedAnew(String reference, byte[] sealed) {
        return seal(reference, debtor(reference, sealed));
    }

    /** The same words under the newest key. */
    public byte[] sealedAnew(long claimId, int version, byte[] sealed) {
        return seal(claimId, version, said(claimId, version, sealed));
    }

    /**
     * The keys under which a debtor's claims may stand, whichever register the number is from and whichever key hashed it.
     *
     * @param identity the number, with or without blanks and hyphens
     */
    public List<byte[]> keysOf(String identity) {
        List<byte[]> keys = new ArrayList<>();
        for (String register : REGISTERS) {
            keys.addAll(hash.all(identity(register, identity), IDENTITY_BYTES));
        }
        return keys;
    }

    /** The keys under which this debtor's claims may stand. */
    public List<byte[]> keysOf(OpenDebtor debtor) {
        return hash.all(identity(register(debtor.kind()), debtor.identity()), IDENTITY_BYTES);
    }

    /** The keys under which the names stand whose first {@link #NAME_LETTERS} letters are these; among many others' names. */
    public List<byte[]> keysOfNames(String beginning) {
        return hash.all(name(beginning), NAME_BYTES);
    }

    /** A name as it is compared in a search: in small letters, without blanks at its ends. */
    public static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String register(String kind) {
        return switch (kind) {
            case "SUBSTITUTE_CPR" -> "CPR";
            case OpenDebtor.SOLE_TRADER -> "CVR";
            default -> kind;
        };
    }

    private static String identity(String register, String number) {
        return "identity " + register + ' '
                + number.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static String name(String name) {
        String folded = folded(name);
        return "name " + folded.substring(0, Math.min(NAME_LETTERS, folded.length()));
    }

    private static String debtorPlace(String reference) {
        return "claims.debtor:" + reference;
    }

    private static String saidPlace(long claimId, int version) {
        return "claim_versions.said:" + claimId + '.' + version;
    }

    /** Each text with its length in bytes before it: four bytes, the highest first. */
    private static byte[] pack(String... texts) {
        byte[][] encoded = new byte[texts.length][];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer packed = ByteBuffer.allocate(length);
        for (byte[] text : encoded) {
            packed.putInt(text.length).put(text);
        }
        return packed.array();
    }

    private static List<String> unpack(byte[] packed) {
        ByteBuffer read = ByteBuffer.wrap(packed);
        List<String> texts = new ArrayList<>();
        while (read.hasRemaining()) {
            byte[] text = new byte[read.getInt()];
            read.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
