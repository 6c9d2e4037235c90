package dk.kravbro.settings;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Stops the start of an installation with a wrong setting, and says which values differ from the defaults. */
@Singleton
@Startup
public class SettingsCheck {

    @Inject
    Settings settings;

    @PostConstruct
    void check() {
        for (Setting setting : Setting.values()) {
            String value = settings.value(setting);
            if (!value.equals(setting.standard())) {
                SettingsLog.LOG.differs(setting.key(), value, setting.standard());
            }
        }
        SettingsLog.LOG.settingsValid(Setting.values().length);
    }
}
