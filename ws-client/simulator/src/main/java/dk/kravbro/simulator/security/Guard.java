package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import org.w3c.dom.Document;

/** Decides who is let in to a service. */
interface Guard {

    /**
     * @param envelope the message
     * @param exchange its connection
     * @return what becomes of the service's answer
     * @throws Objection if the caller is not let in
     */
    SealedExchange.Seal admit(Document envelope, HttpExchange exchange) throws Objection;
}
