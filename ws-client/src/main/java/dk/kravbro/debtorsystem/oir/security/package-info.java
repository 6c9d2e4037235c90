/**
 * Shows the platform who calls, and proves who answers: mutual TLS, the municipality's security token, signed messages.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.debtorsystem.oir.security.OirSecurity},
 * {@link dk.kravbro.debtorsystem.oir.security.SecurityModel},
 * {@link dk.kravbro.debtorsystem.oir.security.PlatformIdentity}, and for messages that come
 * {@link dk.kravbro.debtorsystem.oir.security.SignedBackChannel}.
 *
 * <p><b>Rules:</b>
 *
 * <ol>
 *   <li>Nothing here trusts everybody: TLS with the given context and the host's name verified, signatures only by the
 *       certificates that were named.
 *   <li>What a signature covers is compared with what is read, element by element: a valid signature somewhere in a message
 *       proves nothing.
 *   <li>A token, a key and a message never stand in a log or an exception.
 *   <li>Without a token nothing is sent, so what could not get one is not delivered, for certain.
 * </ol>
 *
 * <p><b>Out of scope:</b> where keys and passwords lie (the server's credential store), whose certificates may open the back channel.
 */
@NullMarked
package dk.kravbro.debtorsystem.oir.security;

import org.jspecify.annotations.NullMarked;
