package dk.kravbro.web.callback;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import javax.xml.transform.Source;

/** The back channel's endpoint for SOAP 1.1. */
@WebServiceProvider(
        serviceName = "DaekningAfskrivningRegistrering",
        portName = "DaekningAfskrivningRegistreringPort",
        targetNamespace = "urn:kravbro:oir:debitor:1")
@ServiceMode(Service.Mode.MESSAGE)
@BindingType(SOAPBinding.SOAP11HTTP_BINDING)
public class DaekningAfskrivningRegistrering implements Provider<Source> {

    @Resource
    WebServiceContext call;

    @Inject
    SettlementDoor door;

    @Override
    public Source invoke(Source request) {
        return door.take(call, SoapVersion.SOAP_11);
    }
}
