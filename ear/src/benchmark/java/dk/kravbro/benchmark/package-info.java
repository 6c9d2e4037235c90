/**
 * How fast the product is, as ratios measured in one run: each of its ways beside the barest way to do the same
 * ({@code mvn -Pbenchmark}, docs/benchmarks.md).
 *
 * <p><b>Doors:</b> {@link dk.kravbro.benchmark.Benchmark}.
 *
 * <p><b>Rules:</b>
 *
 * <ol>
 *   <li>B1 Both sides of a comparison take turns in one run, on the same processes; a first turn of each is thrown away.
 *   <li>B2 A side counts only what the other end confirmed; one refusal ends the benchmark.
 *   <li>B3 Nothing of it is part of the product, and no test depends on a figure.
 * </ol>
 *
 * <p><b>Out of scope:</b> how processes are started: {@link dk.kravbro.launcher}.
 */
package dk.kravbro.benchmark;
