package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

/**
 * Where messages end that no slice is behind: on the dead-letter queue, with the reason. Nothing hangs on them, since rows
 * are the truth; what one may have stood for the sweeper brings back.
 */
@ApplicationScoped
class StrayMessages {

    /** Property that says why. */
    static final String REASON = "reason";

    /** Property that keeps the id under which it came. */
    static final String CAME_AS = "cameAs";

    /** Characters of a text that are kept. */
    private static final int MOST = 10_000;

    @Resource(lookup = "java:/jms/queue/submission.slices.dead")
    Queue dead;

    @Inject
    @JMSConnectionFactory("java:/JmsXA")
    JMSContext messages;

    /**
     * Sets a message aside. A text is kept there and never logged: nobody knows what it is.
     *
     * @throws jakarta.jms.JMSRuntimeException if that fails; the message then comes again
     */
    void setAside(Message message, String why) throws JMSException {
        String text = message instanceof TextMessage written ? written.getText() : null;
        String kept = text == null ? "" : text.substring(0, Math.min(MOST, text.length()));
        messages.createProducer()
                .setProperty(REASON, why)
                .setProperty(CAME_AS, String.valueOf(message.getJMSMessageID()))
                .send(dead, kept);
        SubmissionLog.LOG.notASlice(message.getJMSMessageID(), why);
    }
}
