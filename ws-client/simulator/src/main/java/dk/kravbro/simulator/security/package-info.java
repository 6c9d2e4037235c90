/**
 * The platform's side of the security model KombitToken: a token service, and a door before the services that proves who
 * calls and signs the answers. Written with the JDK alone, so that it is another implementation than the one it checks.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.simulator.security.PlatformSecurity}.
 *
 * <p><b>Rules:</b>
 *
 * <ol>
 *   <li>What is refused says why, in words for the person who rehearses; never by a stack trace.
 *   <li>Nothing of a message is kept here.
 * </ol>
 *
 * <p><b>Out of scope:</b> making the certificates ({@code pki}); what the messages say.
 */
@NullMarked
package dk.kravbro.simulator.security;

import org.jspecify.annotations.NullMarked;
