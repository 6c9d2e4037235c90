package dk.kravbro.debtorsystem.oir.security;

import java.util.UUID;

/**
 * What the platform registered for us, as the security model InvocationContext tells it with each call.
 *
 * @param agreement the service agreement between us, the municipality and the service (ServiceAgreementUUID)
 * @param userSystem our system (UserSystemUUID)
 * @param user who uses it (UserUUID)
 * @param service the called service (ServiceUUID)
 */
public record ServiceAgreement(UUID agreement, UUID userSystem, UUID user, UUID service) {}
