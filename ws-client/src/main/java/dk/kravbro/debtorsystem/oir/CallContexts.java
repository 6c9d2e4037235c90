package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.oir.contract.authoritycontext.AuthorityContextType;
import dk.kravbro.debtorsystem.oir.contract.callcontext.CallContextType;
import dk.kravbro.debtorsystem.oir.contract.invocationcontext.InvocationContextType;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.debtorsystem.oir.security.ServiceAgreement;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Puts the platform's contexts into a message, as far as the security model asks for them. Every request of the contract
 * begins with the same group of elements (KaldHoved); the generator gives each its own class with the same properties, so they
 * are set by name.
 */
final class CallContexts extends AbstractPhaseInterceptor<Message> {

    private final OirSecurity security;

    CallContexts(OirSecurity security) {
        super(Phase.PRE_LOGICAL);
        this.security = security;
    }

    @Override
    public void handleMessage(Message message) {
        CallWatch watch = CallWatch.current();
        List<?> parts = message.getContent(List.class);
        if (watch == null || parts == null || parts.size() != 1) {
            throw new Fault(new IllegalStateException("a call of the contract has a watch and one part"));
        }
        Object request = parts.get(0);
        CallIdentity call = watch.call();
        switch (security.model()) {
            case INVOCATION_CONTEXT -> set(request, "setInvocationContext", invocation(call, security.agreement()));
            case AUTHORITY_CONTEXT -> {
                CallContextType context = new CallContextType();
                context.setCallersServiceCallIdentifier(call.attemptId().toString());
                set(request, "setCallContext", context);
                AuthorityContextType authority = new AuthorityContextType();
                authority.setMunicipalityCVR(call.municipalityCvr());
                set(request, "setAuthorityContext", authority);
            }
            case NONE, KOMBIT_TOKEN -> {
                // The token says it; and without a model nobody asks.
            }
        }
    }

    private static InvocationContextType invocation(CallIdentity call, ServiceAgreement agreement) {
        InvocationContextType context = new InvocationContextType();
        context.setServiceAgreementUUID(agreement.agreement().toString());
        context.setUserSystemUUID(agreement.userSystem().toString());
        context.setUserUUID(agreement.user().toString());
        context.setServiceUUID(agreement.service().toString());
        context.setCallersServiceCallIdentifier(call.attemptId().toString());
        return context;
    }

    private static void set(Object request, String property, Object context) {
        try {
            Method setter = request.getClass().getMethod(property, context.getClass());
            setter.invoke(request, context);
        } catch (ReflectiveOperationException otherContract) {
            throw new Fault(new IllegalStateException(
                    request.getClass().getSimpleName() + " of the contract has no " + property, otherContract));
        }
    }
}
