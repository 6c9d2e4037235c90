package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.transaction.Transactional;

/**
 * Sends slices on their way: one message per slice, which carries the slice's id and nothing else. Refuses to work
 * without the caller's transaction, in which the deliveries are marked.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SliceQueue {

    static final String JNDI = "java:/jms/queue/submission.slices";
    /** Slices of one product worked at a time: together twice the bound of calls, and no more, is what a crash leaves in doubt. */
    static final String SESSIONS = "${kravbro.submission.sessions:2}";

    @Resource(lookup = JNDI)
    Queue queue;

    @Inject
    @JMSConnectionFactory("java:/JmsXA")
    JMSContext messages;

    void send(long slice, DebtorSystemProduct product) {
        messages.createProducer()
                .setProperty(SliceDispatcher.PRODUCT, product.name())
                .send(queue, Long.toString(slice));
    }
}
