package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.DeliveryGroup;

/** Slices for KMD Opus Debitor. */
@MessageDriven(
        name = "OpusDispatcher",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = SliceQueue.JNDI),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "product = 'OPUS'"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = SliceQueue.SESSIONS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge")
        })
@DeliveryGroup("opus")
@DeliveryGroup(SliceDispatcher.EVERYBODY)
public class OpusDispatcher extends SliceDispatcher {

    public OpusDispatcher() {
        super(DebtorSystemProduct.OPUS);
    }
}
