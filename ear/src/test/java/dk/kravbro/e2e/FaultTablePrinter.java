package dk.kravbro.e2e;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the table of faults at the end of the suite, if any was played. */
public final class FaultTablePrinter implements TestExecutionListener {

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (!FaultTable.isEmpty()) {
            System.out.println("Faults played:\n" + FaultTable.text());
        }
    }
}
