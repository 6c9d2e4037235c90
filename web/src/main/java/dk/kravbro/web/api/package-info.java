/**
 * The face to FBS and to operators: JSON over HTTP under {@code /api/v1}.
 *
 * <p><b>Doors:</b> the resources.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>W1 Establishes who calls, translates, and hands on; no rule of the business lives here.
 *   <li>W2 Every refusal is a problem detail (RFC 9457) with a stable type.
 * </ol>
 *
 * <p><b>Out of scope:</b> deciding anything about fees.
 */
@NullMarked
package dk.kravbro.web.api;

import org.jspecify.annotations.NullMarked;
