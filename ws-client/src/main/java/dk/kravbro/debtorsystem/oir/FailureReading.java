package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.oir.contract.ServiceplatformFejl;
import dk.kravbro.debtorsystem.oir.contract.fault.ErrorType;
import dk.kravbro.debtorsystem.oir.contract.fault.ServiceplatformFaultType;
import dk.kravbro.debtorsystem.oir.security.CallSeal;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.transport.http.HTTPException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row of {@link OutcomeCause} for a call that ended in an exception. The outer exception differs by the phase
 * the call was in, so only the chain of causes counts.
 */
final class FailureReading {

    private static final int LONGEST_CHAIN = 20;

    private FailureReading() {}

    static CallEnd read(Throwable failure, CallWatch watch) {
        int httpStatus = watch.httpStatus();
        List<Throwable> chain = chain(failure);
        OutcomeCause notSent = withheld(chain);
        if (notSent == null && !watch.bodyLeft()) {
            notSent = notConnected(chain);
        }
        if (notSent != null) {
            return CallEnd.of(notSent, "", names(chain));
        }
        if (watch.deadlinePassed()) {
            return CallEnd.of(OutcomeCause.DEADLINE_PASSED, "", names(chain));
        }
        for (Throwable each : chain) {
            if (each instanceof CallSeal.AnswerNotProved unproved) {
                return CallEnd.of(OutcomeCause.ANSWER_NOT_PROVED, "", String.valueOf(unproved.getMessage()));
            }
        }
        if (failure instanceof ServiceplatformFejl fault) {
            return platformFault(fault.getFaultInfo());
        }
        if (httpStatus == 0) {
            httpStatus = statusOf(chain);
        }
        if (failure instanceof SOAPFaultException fault && cameOverTheWire(fault, httpStatus, chain)) {
            return soapFault(fault);
        }
        if (httpStatus >= 300) {
            return CallEnd.of(OutcomeCause.ofHttpStatus(httpStatus), "HTTP " + httpStatus, "");
        }
        return CallEnd.of(afterSending(chain), "", names(chain));
    }

    /** Faults made on this side, for instance of a broken connection, are SOAPFaultExceptions too, but have a cause. */
    private static boolean cameOverTheWire(SOAPFaultException fault, int httpStatus, List<Throwable> chain) {
        if (httpStatus == 0) {
            return false;
        }
        for (Throwable each : chain) {
            if (each instanceof IOException || each instanceof XMLStreamException || each instanceof JAXBException) {
                return false;
            }
        }
        return fault.getFault() != null && (httpStatus == 500 || httpStatus == 400 || httpStatus == 200);
    }

    private static @Nullable OutcomeCause withheld(List<Throwable> chain) {
        for (Throwable each : chain) {
            if (each instanceof CallWatch.Withheld) {
                return OutcomeCause.WITHHELD;
            }
            if (each instanceof CallSeal.NotSealed) {
                return OutcomeCause.NOT_SIGNED;
            }
        }
        return null;
    }

    /** Only while the body has not left: TLS 1.3 may refuse our certificate afterwards, with the same exception. */
    private static @Nullable OutcomeCause notConnected(List<Throwable> chain) {
        for (Throwable each : chain) {
            if (each instanceof ConnectException || each instanceof NoRouteToHostException) {
                return OutcomeCause.CONNECT_REFUSED;
            }
            if (each instanceof UnknownHostException) {
                return OutcomeCause.HOST_UNKNOWN;
            }
            if (each instanceof SSLHandshakeException || each instanceof SSLPeerUnverifiedException) {
                return OutcomeCause.TLS_REFUSED;
            }
            // The JDK says both time-outs with the same class; its own words are the only difference.
            if (each instanceof SocketTimeoutException
                    && each.getMessage() != null
                    && each.getMessage().equalsIgnoreCase("connect timed out")) {
                return OutcomeCause.CONNECT_TIMED_OUT;
            }
        }
        return null;
    }

    private static OutcomeCause afterSending(List<Throwable> chain) {
        for (Throwable each : chain) {
            if (each instanceof InterruptedIOException) {
                return OutcomeCause.ANSWER_TIMED_OUT;
            }
        }
        for (Throwable each : chain) {
            if (each instanceof SocketException) {
                return OutcomeCause.CONNECTION_LOST;
            }
            if (each instanceof XMLStreamException || each instanceof JAXBException) {
                return OutcomeCause.ANSWER_UNREADABLE;
            }
        }
        for (Throwable each : chain) {
            if (each instanceof IOException) {
                return OutcomeCause.CONNECTION_LOST;
            }
            if (each instanceof SOAPFaultException) {
                return OutcomeCause.ANSWER_UNREADABLE;
            }
        }
        return OutcomeCause.CAUSE_UNKNOWN;
    }

    private static CallEnd platformFault(@Nullable ServiceplatformFaultType fault) {
        if (fault == null
                || fault.getErrorList() == null
                || fault.getErrorList().getError().isEmpty()) {
            return CallEnd.of(OutcomeCause.PLATFORM_FAULT_UNKNOWN, "", "a fault without an error list");
        }
        // The doubtful error wins: "no route" is no proof when another error of the list is unknown.
        CallEnd worst = null;
        List<CallTrace.Fault> faults = new ArrayList<>();
        for (ErrorType error : fault.getErrorList().getError()) {
            String code = Wording.code(error.getErrorCode());
            String text = Wording.text(error.getErrorText());
            faults.add(new CallTrace.Fault(Wording.text(code), text));
            CallEnd end = CallEnd.of(OutcomeCause.ofPlatformFault(code, text), code, text);
            if (worst == null || end.outcome() instanceof DeliveryOutcome.InDoubt) {
                worst = end;
            }
        }
        return worst == null ? CallEnd.of(OutcomeCause.PLATFORM_FAULT_UNKNOWN, "", "") : worst.with(faults);
    }

    private static CallEnd soapFault(SOAPFaultException failure) {
        QName code = failure.getFault().getFaultCodeAsQName();
        String text = Wording.text(failure.getFault().getFaultString());
        // The client itself says VersionMismatch of an answer that is no envelope; a peer's own looks the same.
        if (code != null && code.getLocalPart().equals("VersionMismatch")) {
            return CallEnd.of(OutcomeCause.ANSWER_UNREADABLE, code.getLocalPart(), "");
        }
        OutcomeCause cause = OutcomeCause.ofPlatformFault("", text);
        String named = code == null ? "" : Wording.code(code.getLocalPart());
        return CallEnd.of(
                        cause == OutcomeCause.PLATFORM_FAULT_UNKNOWN ? OutcomeCause.SOAP_FAULT_UNKNOWN : cause,
                        named,
                        text)
                .with(List.of(new CallTrace.Fault(Wording.text(named), text)));
    }

    private static int statusOf(List<Throwable> chain) {
        for (Throwable each : chain) {
            if (each instanceof HTTPException status) {
                return status.getResponseCode();
            }
            if (each instanceof HttpRetryException status) {
                return status.responseCode();
            }
        }
        return 0;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure; each != null && chain.size() < LONGEST_CHAIN; each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    /** Class names only: a message may quote what was sent. */
    private static String names(List<Throwable> chain) {
        StringBuilder names = new StringBuilder();
        for (Throwable each : chain) {
            names.append(names.length() == 0 ? "" : " < ")
                    .append(each.getClass().getSimpleName());
        }
        return names.toString();
    }
}
