/**
 * The demo that one command starts: the whole product on this machine, with a sample of fees on its way through it.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.launcher.demo.Demo}.
 *
 * <p><b>Rules:</b>
 *
 * <ol>
 *   <li>M1 It uses the public addresses only, as FBS, an operator and a debtor system would.
 *   <li>M2 Whatever happens, what it started is stopped, last started first.
 *   <li>M3 It says "well" only if every municipality's figures add up and nothing is left over.
 * </ol>
 *
 * <p><b>Out of scope:</b> how processes are started: {@link dk.kravbro.launcher}.
 */
@NullMarked
package dk.kravbro.launcher.demo;

import org.jspecify.annotations.NullMarked;
