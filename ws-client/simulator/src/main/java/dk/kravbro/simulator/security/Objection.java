package dk.kravbro.simulator.security;

/** Why a message is not let through: the code of the platform's fault, and words for the person who rehearses. */
final class Objection extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Objection(String code, String text) {
        super(text);
        this.code = code;
    }

    String code() {
        return code;
    }
}
