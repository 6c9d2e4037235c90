package dk.kravbro.privacy;

/**
 * The pair of keys that is written with.
 *
 * @param data number of the key that seals
 * @param lookup number of the key that hashes
 */
record Keys(int data, int lookup) {}
