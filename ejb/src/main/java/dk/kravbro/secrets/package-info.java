/**
 * What the installation keeps secret: passwords in the server's credential store, and the key files that they open.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.secrets.Secrets}, {@link dk.kravbro.secrets.CertificateEnds}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>A password comes from the credential store and from nowhere else; it is in no setting, no log and no exception.
 *   <li>What is missing or does not open says which alias and which file, and what to do: the start stops there.
 *   <li>The one class that asks the server's own services stands here.
 * </ol>
 *
 * <p><b>Out of scope:</b> the back channel's keys, which the server itself opens.
 */
@NullMarked
package dk.kravbro.secrets;

import org.jspecify.annotations.NullMarked;
