package dk.kravbro.debtorsystem;

/**
 * A part of a claim with an amount of its own (delfordring).
 *
 * @param reference unique within the claim
 * @param amountOre in øre, above 0
 */
public record SubClaim(String reference, long amountOre) {

    public SubClaim {
        if (amountOre <= 0) {
            throw new IllegalArgumentException("a sub-claim is above 0 øre");
        }
    }
}
