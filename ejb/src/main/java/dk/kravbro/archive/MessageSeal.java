package dk.kravbro.archive;

import dk.kravbro.secrets.DataSeal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Packs (DEFLATE, as fast as may be) and seals messages. Thread-safe. */
@Dependent
public class MessageSeal {

    /** Most that a message unpacks to, in bytes: more than any door takes. */
    private static final int LONGEST = 16_777_216;

    private final DataSeal seal;

    @Inject
    public MessageSeal(DataSeal seal) {
        this.seal = seal;
    }

    /**
     * Packs and seals.
     *
     * @param place where it will stand, as "table.column:key of the row"
     */
    public byte[] seal(String place, byte[] message) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(message.length / 2 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, fast)) {
            out.write(message);
        } catch (IOException never) {
            throw new IllegalStateException("memory cannot be written to", never);
        } finally {
            fast.end();
        }
        return seal.seal(place, packed.toByteArray());
    }

    /**
     * Opens and unpacks.
     *
     * @param place where it stands
     * @throws dk.kravbro.secrets.SecretMissing if its key is not there
     * @throws dk.kravbro.secrets.NotOpened if it was altered or moved
     */
    public byte[] open(String place, byte[] sealed) {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(seal.open(place, sealed)))) {
            return in.readNBytes(LONGEST);
        } catch (IOException notPacked) {
            throw new IllegalStateException("what is sealed at " + place + " was not packed here", notPacked);
        }
    }
}
