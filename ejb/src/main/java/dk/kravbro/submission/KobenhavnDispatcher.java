package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.DeliveryGroup;

/** Slices for Københavns Kommune's own debtor system. */
@MessageDriven(
        name = "KobenhavnDispatcher",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = SliceQueue.JNDI),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "product = 'KOBENHAVN'"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = SliceQueue.SESSIONS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge")
        })
@DeliveryGroup("kobenhavn")
@DeliveryGroup(SliceDispatcher.EVERYBODY)
public class KobenhavnDispatcher extends SliceDispatcher {

    public KobenhavnDispatcher() {
        super(DebtorSystemProduct.KOBENHAVN);
    }
}
