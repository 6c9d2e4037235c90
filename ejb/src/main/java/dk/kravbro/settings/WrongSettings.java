package dk.kravbro.settings;

import java.util.List;

/** The installation is set up wrongly: says which keys, which values and what they may be. Stops the start. */
public final class WrongSettings extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> objections) {
        super("wrong settings: " + String.join("; ", objections));
    }
}
