package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

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

    private static final Pattern SLICE = Pattern.compile("[0-9]{1,18}");

    @Inject
    SliceWorker worker;

    @Inject
    StrayMessages strays;

    private final DebtorSystemProduct product;

    SliceDispatcher(DebtorSystemProduct product) {
        this.product = product;
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void onMessage(Message message) {
        try {
            OptionalLong slice = slice(message);
            if (slice.isPresent()) {
                worker.work(slice.getAsLong(), product);
            }
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException("the slice could not be begun", e);
        }
    }

    /**
     * The slice that a message names. One that names none would come again and again and hold up this session: it is set
     * aside, since a message carries nothing that the rows do not know, and the sweeper brings back deliveries whose
     * message is missing.
     */
    private OptionalLong slice(Message message) throws JMSException {
        String text;
        try {
            text = message.getBody(String.class);
        } catch (MessageFormatException e) {
            strays.setAside(message, "it is no text");
            return OptionalLong.empty();
        }
        if (text == null || !SLICE.matcher(text).matches()) {
            strays.setAside(message, "it is no number");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
