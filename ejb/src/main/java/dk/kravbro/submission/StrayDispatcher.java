package dk.kravbro.submission;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes the messages that no dispatcher of a product would ever take, so that none stays in the queue for good. */
@MessageDriven(
        name = "StrayDispatcher",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = SliceQueue.JNDI),
            @ActivationConfigProperty(
                    propertyName = "messageSelector",
                    propertyValue = "product IS NULL OR (product <> 'OPUS' AND product <> 'PRISME'"
                            + " AND product <> 'OS_INDSIGT' AND product <> 'KOBENHAVN')"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge")
        })
public class StrayDispatcher implements MessageListener {

    @Inject
    StrayMessages strays;

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void onMessage(Message message) {
        try {
            strays.setAside(message, "it names no debtor system product that we know");
        } catch (JMSException e) {
            throw new IllegalStateException("the message could not be set aside", e);
        }
    }
}
