package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.DeliveryGroup;

/** Slices for EG ØS Indsigt. */
@MessageDriven(
        name = "OsIndsigtDispatcher",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = SliceQueue.JNDI),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "product = 'OS_INDSIGT'"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = SliceQueue.SESSIONS),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Dups-ok-acknowledge")
        })
@DeliveryGroup("os-indsigt")
@DeliveryGroup(SliceDispatcher.EVERYBODY)
public class OsIndsigtDispatcher extends SliceDispatcher {

    public OsIndsigtDispatcher() {
        super(DebtorSystemProduct.OS_INDSIGT);
    }
}
