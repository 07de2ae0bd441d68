/** Reproducible numbers in [0, 1): mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** e^-mean of much more would be 0 in floating point. */
const largestPart = 500;

/** A Poisson number, by counting exponential gaps; a large mean in parts, whose sum is Poisson too. */
export function poissonOf(mean: number, random: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= largestPart) {
    const limit = Math.exp(-Math.min(left, largestPart));
    for (let product = random(); product > limit; product *= random()) count += 1;
  }
  return count;
}

/** Standard normal numbers (Box & Muller 1958). */
export function normalOf(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
