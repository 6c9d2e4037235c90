/**
 * Debtor systems that are not there: a process that answers the assumed ØiR contract as Opus, Prisme, ØS Indsigt or
 * København would, for demonstrations, tests and rehearsals.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.simulator.Simulator}; over HTTP the SOAP services under {@code /service/OIR}, the
 * control API under {@code /control}, and a page for people at {@code /}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>S1 What is answered as accepted is on disk before the answer leaves, unless a fault rule says otherwise.
 *   <li>S2 Every call leaves a journal line, also one that is cut or refused; effects are counted per request id.
 *   <li>S3 It reads messages with code of its own: nothing of the adapter is used, only the contract's files.
 *   <li>S4 Everything is bounded: bodies, lists, threads, connections.
 *   <li>S5 Everything dated goes by the settable clock; certificates, tokens and signatures go by real time.
 *   <li>S6 No identity number, name or address is kept: debtors are told apart by a keyed fingerprint.
 * </ol>
 *
 * <p><b>Out of scope:</b> the platform's security (package {@code security}), making certificates (package {@code pki}), the page
 * (package {@code page}). It
 * listens on the loopback address unless told otherwise.
 */
@NullMarked
package dk.kravbro.simulator;

import org.jspecify.annotations.NullMarked;
