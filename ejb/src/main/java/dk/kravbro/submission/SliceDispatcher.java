package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.SQLException;

/**
 * Receives slices of one debtor system product. There is one of these per product, in a delivery group of its own, so
 * that operations can pause one product from the console: running slices finish, waiting ones stay in the queue.
 *
 * <p>No transaction: begin and finish are transactions of their own, and a message that comes twice finds nothing to
 * begin. A message that cannot be begun is thrown back and comes again, at last into the dead-letter queue; the sweeper
 * takes care of its deliveries either way.
 */
abstract class SliceDispatcher implements MessageListener {

    /** The delivery group of all dispatchers: one switch that pauses every debtor system on this node. */
    static final String EVERYBODY = "all-debtor-systems";

    /** Property of a slice's message that selects the product. */
    static final String PRODUCT = "product";

    @Inject
    SliceWorker worker;

    private final DebtorSystemProduct product;

    SliceDispatcher(DebtorSystemProduct product) {
        this.product = product;
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void onMessage(Message message) {
        try {
            worker.work(Long.parseLong(message.getBody(String.class)), product);
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException("the slice could not be begun", e);
        }
    }
}
