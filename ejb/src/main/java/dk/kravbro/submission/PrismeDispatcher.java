package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.DeliveryGroup;

/** Slices for Fujitsu Prisme. */
@MessageDriven(
        name = "PrismeDispatcher",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = SliceQueue.JNDI),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "product = 'PRISME'"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = SliceQueue.SESSIONS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge")
        })
@DeliveryGroup("prisme")
@DeliveryGroup(SliceDispatcher.EVERYBODY)
public class PrismeDispatcher extends SliceDispatcher {

    public PrismeDispatcher() {
        super(DebtorSystemProduct.PRISME);
    }
}
