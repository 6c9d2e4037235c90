package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jboss.byteman.check.RuleCheck;
import org.junit.jupiter.api.Test;

/** The rules of the crash tests fit the classes they name: one that does not would be dropped in silence. */
class CrashRulesTest {

    @Test
    void every_rule_fits_the_class_and_method_it_names() throws Exception {
        RuleCheck check = new RuleCheck();
        check.addRuleFile(Path.of(FaultInstallation.rules()).toString());
        check.checkRules();
        assertThat(check.getResult().getErrorMessages()).isEmpty();
        assertThat(check.getResult().getParseErrorMessages()).isEmpty();
        assertThat(check.getResult().getTypeErrorMessages()).isEmpty();
        assertThat(check.getResult().getWarningMessages()).isEmpty();
        assertThat(check.getResult().getTypeWarningMessages()).isEmpty();
    }
}
