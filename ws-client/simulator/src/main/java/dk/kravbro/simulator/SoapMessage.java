package dk.kravbro.simulator;

/**
 * A message that was read from an envelope.
 *
 * @param soap12 whether the envelope is SOAP 1.2 (else 1.1)
 * @param body the element in the body
 */
record SoapMessage(boolean soap12, XmlNode body) {}
