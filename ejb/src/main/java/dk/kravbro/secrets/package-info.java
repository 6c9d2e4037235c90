/**
 * What the installation keeps secret: passwords in the server's credential store, the key files that they open, and the keys
 * that seal personal data in the database and make it findable.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.secrets.Secrets}, {@link dk.kravbro.secrets.CertificateEnds}, {@link
 * dk.kravbro.secrets.DataSeal}, {@link dk.kravbro.secrets.LookupHash}, {@link dk.kravbro.secrets.KeyProofs}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>A password or key comes from the credential store and from nowhere else; it is in no setting, no log and no exception.
 *   <li>What is missing or does not open says which alias and which file, and what to do: the start stops there.
 *   <li>The one class that asks the server's own services stands here.
 *   <li>A sealed value opens only at the place it was sealed for: copied to another row it is worth nothing.
 * </ol>
 *
 * <p><b>Out of scope:</b> the back channel's keys, which the server itself opens.
 */
@NullMarked
package dk.kravbro.secrets;

import org.jspecify.annotations.NullMarked;
