/**
 * Certificates for demonstrations, tests and rehearsals: a certificate authority of its own, a server's certificate, and
 * those of everybody who speaks with us, with subjects as in OCES3.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.simulator.pki.RehearsalPki} for code, {@code java -jar kravbro-simulator.jar pki} for
 * people; {@link dk.kravbro.simulator.pki.TlsContexts} for whoever speaks TLS with them.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>P1 Never for production: keys lie in files whose password lies beside them. The authority's name says so.
 *   <li>P2 Every file is readable by its owner only; the password is random and made with the directory.
 *   <li>P3 Keys are RSA of 2,048 bits, signatures SHA-256, as the platform's are.
 *   <li>P4 Chain, validity and host name are always checked; there is no switch for it.
 *   <li>P5 Wrong certificates, for tests, differ from right ones in one thing each ({@link dk.kravbro.simulator.pki.Flaw}).
 * </ol>
 *
 * <p><b>Out of scope:</b> revocation, real OCES certificates.
 */
@NullMarked
package dk.kravbro.simulator.pki;

import org.jspecify.annotations.NullMarked;
