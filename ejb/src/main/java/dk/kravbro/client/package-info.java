/**
 * Who may call the API: its clients (klienter), what proves each, whose fees each may act for, and how much it may ask.
 *
 * <p><b>Doors:</b> {@code ClientDesk}, {@code ClientList}, {@code ClientPace}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>K1 Whoever acts for fees is a client on the list, however it proves who it is.
 *   <li>K2 A proof belongs to one client.
 *   <li>K3 Every change is audited, and holds on every node within {@link dk.kravbro.client.ClientList#FRESH}.
 *   <li>K4 Clients are disabled, never deleted: history names them.
 * </ol>
 *
 * <p><b>Out of scope:</b> looking at certificates, tokens and passwords: the server does, and the doors in web read what it found. People, who work in the
 * roles operator, municipality and auditor: they are the identity store's.
 */
@NullMarked
package dk.kravbro.client;

import org.jspecify.annotations.NullMarked;
