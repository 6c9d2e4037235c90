/**
 * The door for debtor systems: DaekningAfskrivningRegistrering, where they tell us what happened to claims.
 *
 * <p>Reached over mutual TLS on a port of its own, where nothing else answers.
 *
 * <p><b>Doors:</b> {@code /callback/DaekningAfskrivningRegistrering} (SOAP 1.1) and
 * {@code /callback/DaekningAfskrivningRegistrering12} (SOAP 1.2).
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>B1 Nothing is parsed before its size is known, and no document type is ever read.
 *   <li>B2 The room gets the text as it came, not what a SOAP stack made of it.
 *   <li>B3 Who calls is who the certificate names; the room asks whether it may speak for that municipality.
 *   <li>B4 A message arrives within its time or the connection ends; nobody keeps a thread by trickling.
 *   <li>B5 A fault has one of the texts in {@code Refusal}; nothing from inside ever leaves.
 * </ol>
 *
 * <p><b>Out of scope:</b> what a message means (settlement).
 */
@NullMarked
package dk.kravbro.web.callback;

import org.jspecify.annotations.NullMarked;
