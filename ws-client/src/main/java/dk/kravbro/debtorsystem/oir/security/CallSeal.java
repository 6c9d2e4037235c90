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
     * @return false if it is no SOAP envelope, so that there is nothing to prove and nothing to read
     * @throws AnswerNotProved if it is not the other side's for certain
     */
    boolean prove(byte[] answer) throws AnswerNotProved;

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
