package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;

/** The protection of one call: what it does to the message before it leaves, and to the answer before it is read. */
public interface CallSeal {

    /**
     * The message as it leaves.
     *
     * @param envelope the message as the SOAP stack wrote it
     * @param action what is asked for (soapAction)
     * @param to the address
     * @throws NotSealed if it cannot be, so that it must not leave
     */
    byte[] seal(byte[] envelope, String action, String to) throws NotSealed;

    /**
     * Proves the answer.
     *
     * @param answer as it came, whatever its HTTP status
     * @throws AnswerNotProved if it is not the other side's for certain
     */
    Proof prove(byte[] answer) throws AnswerNotProved;

    /** How far an answer is proved. */
    enum Strength {
        /** The other side signed it, for our message. */
        SIGNED,
        /** A SOAP fault without a signature: anybody on the way may have written it. */
        UNSIGNED_FAULT,
        /** No SOAP envelope: there is nothing to read. */
        NO_SOAP
    }

    /** What was proved. */
    final class Proof {

        private final Strength strength;
        private final byte[] envelope;

        Proof(Strength strength, byte[] envelope) {
            this.strength = strength;
            this.envelope = envelope;
        }

        public Strength strength() {
            return strength;
        }

        /**
         * The very tree that was proved, written anew in UTF-8: read this and nothing else. The bytes as they came may read
         * differently by another reader, another character set or another media type.
         */
        public byte[] envelope() {
            return envelope.clone();
        }
    }

    /** Says that the other side did not accept the token. */
    void refused();

    /** A message that could not be protected. */
    final class NotSealed extends IOException {
        private static final long serialVersionUID = 1L;

        NotSealed(Throwable why) {
            super("the message could not be signed", why);
        }
    }

    /** An answer that anybody could have written. */
    final class AnswerNotProved extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerNotProved(String seen) {
            super(seen);
        }
    }
}
