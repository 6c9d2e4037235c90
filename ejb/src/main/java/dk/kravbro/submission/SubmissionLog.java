package dk.kravbro.submission;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What this room tells operations; each id is a heading in docs/operations.md. */
@MessageLogger(projectCode = "KRAV", length = 4)
interface SubmissionLog {

    SubmissionLog LOG = Logger.getMessageLogger(
            java.lang.invoke.MethodHandles.lookup(), SubmissionLog.class, "dk.kravbro.submission");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 401, value = "Node %s is up, incarnation %s")
    void nodeUp(String node, String incarnation);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 402, value = "Node %s stood still for %d ms: slices begun before are no longer sent from here")
    void nodeWasFrozen(String node, long millis);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 403, value = "Another incarnation of node %s is alive: this one sends nothing more; stop it")
    void nodeReplaced(String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 404, value = "Heartbeat of node %s failed: nothing is sent until it succeeds")
    void heartbeatFailed(String node, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 405, value = "Node %s leaves (said so to the others: %s)")
    void nodeLeft(String node, boolean said);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 406, value = "Node %s leaves and could not say so: the others notice by its heartbeat")
    void nodeLeftUnsaid(String node, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 410, value = "Run %d of municipality %s was asked for (%s); it serves slot %s")
    void runStarted(long run, String municipality, String trigger, String slot);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 411, value = "Run %d of municipality %s ended: %s")
    void runEnded(long run, String municipality, String result);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 412,
            value = "Municipality %s: %d deliveries of %d claims cancelled out before they left, %d take their place")
    void netted(String municipality, int replaced, int claims, int replacements);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 413, value = "Run %d of municipality %s could not be moved on; tried again in a moment")
    void runStuck(long run, String municipality, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 414, value = "Planning of runs failed; tried again in a moment")
    void planningFailed(@Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 415, value = "Run %d of municipality %s makes up for slot %s, which was missed: %s late")
    void slotCaughtUp(long run, String municipality, String slot, String late);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 420, value = "Slice %d: %d of %d calls ended in doubt; they are settled by inquiry")
    void slicePartlyInDoubt(long slice, int inDoubt, int size);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 421, value = "Slice %d: %d of %d deliveries did not reach the debtor system (%s); tried again later")
    void sliceNotDelivered(long slice, int notDelivered, int size, String causes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 422,
            value = "Slice %d: somebody else settled %d of %d deliveries meanwhile; our outcome was not recorded")
    void sliceFencedOff(long slice, int lost, int size);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 423, value = "Slice %d: outcomes of %d calls could not be recorded; they are settled by inquiry")
    void outcomesNotRecorded(long slice, int size, @Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 424, value = "Delivery %d: unexpected error in a call, treated as in doubt")
    void callBroke(long delivery, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 426, value = "Slice %d: its outcomes are recorded, but nothing is kept of its calls (SQL state %s)")
    void callsNotKept(long slice, String sqlState);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 425, value = "Delivery %d breaks a rule of its message (%s) and was not sent: it counts as refused")
    void untellable(long delivery, String kind);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 430, value = "%d deliveries begun by node %s have no one behind them: now in doubt")
    void abandoned(int deliveries, String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 431, value = "%d queued deliveries had lost their message or their node: due again")
    void requeued(int deliveries);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 432, value = "Doubt settled for municipality %s: %d found, %d not found, %d refused there, %d differ")
    void doubtSettled(String municipality, int found, int notFound, int refused, int differ);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 433, value = "Municipality %s: the debtor system did not answer an inquiry about %d deliveries (%s)")
    void inquiryUnanswered(String municipality, int deliveries, String code);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 436,
            value = "Municipality %s: %d of %d deliveries asked about got no usable finding; asked again later")
    void findingsUnusable(String municipality, int unusable, int asked);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 434, value = "Sweeping failed; tried again in a moment")
    void sweepFailed(@Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 435,
            value = "Delivery %d: the debtor system has something else under its request id; a person must look")
    void differs(long delivery);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 440,
            value = "Run %d of municipality %s is held (%s: found %d, allowed %d): two people must release it")
    void runHeld(long run, String municipality, String cause, long found, long allowed);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 441, value = "Run %d: released by %s; %s")
    void runReleased(long run, String by, String next);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 442, value = "Run %d of municipality %s is asked to stop by %s: %d queued deliveries taken back")
    void runStopping(long run, String municipality, String by, int takenBack);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 443,
            value =
                    "The debtor system of municipality %s is away (%s): one delivery at a time is tried until it answers")
    void debtorSystemAway(String municipality, String code);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 444, value = "The debtor system of municipality %s answers again: everything due goes out")
    void debtorSystemBack(String municipality);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 445, value = "What slice %d says of its debtor system could not be noted; the next one will")
    void reachNotNoted(long slice, @Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 437,
            value = "Delivery %d: the debtor system's answers about it contradict each other; a person must look")
    void contradicts(long delivery);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 438,
            value =
                    "Message %s in the queue of slices stands for no slice (%s): set aside in the dead-letter queue; nothing hangs on it")
    void notASlice(String message, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 439, value = "Slice %d: %d deliveries cannot be begun (%s) and wait for a person; the others go on")
    void poison(long slice, int deliveries, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 446, value = "Delivery %d on the work list was settled by a person: %s")
    void settledByPerson(long delivery, String how);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 447,
            value =
                    "Node %s died over slices that it was queueing: what it had prepared in the database is rolled back")
    void preparedRolledBack(String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 448, value = "What node %s left prepared in the database could not be rolled back; tried again")
    void preparedStays(String node, @Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 449,
            value =
                    "Slice %d: this node lacks a data key, so %d deliveries went back and wait a minute for another node")
    void keyMissing(long slice, int deliveries);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 480, value = "Dry run %d of municipality %s: %d deliveries of %d claims would be sent; none was")
    void dryRunDone(long dryRun, String municipality, long deliveries, long claims);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 481, value = "Dry run %d of municipality %s could not be worked out")
    void dryRunFailed(long dryRun, String municipality, @Cause Exception cause);
}
