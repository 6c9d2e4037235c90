package dk.kravbro.e2e;

/**
 * A row of the table of bad and hostile requests to the API.
 *
 * @param expected pattern of the answer in words, see {@link PlainTalk#inWords}
 */
record ApiInput(String name, String expected, PlainTalk.Saying saying) {}
