import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random numbers that depends on its keys alone. */
export interface Random {
  /** 0 <= x < 1. */
  unit: () => number;
  /** Both ends included. */
  int: (from: number, to: number) => number;
  chance: (probability: number) => boolean;
  /** Index of a weight, in proportion. */
  weighted: (weights: readonly number[]) => number;
  /** Mean 1. */
  exponential: () => number;
  normal: () => number;
  /** Gamma with this shape and scale 1 (Marsaglia and Tsang 2000). */
  gamma: (shape: number) => number;
  beta: (a: number, b: number) => number;
}

/** Each order of each member has its own stream, so that nothing needs to be kept between them. */
export function randomOf(...keys: number[]): Random {
  const generator = xoroshiro128plus(keys.reduce(mix, 0x9e3779b9));
  const unit = () => uniformFloat64(generator);
  const exponential = () => -Math.log(1 - unit());
  const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * unit());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - unit()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - unit()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    unit,
    exponential,
    normal,
    gamma,
    int: (from, to) => uniformInt(generator, from, to),
    chance: (probability) => unit() < probability,
    weighted: (weights) => {
      let rest = unit() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [index, weight] of weights.entries()) {
        rest -= weight;
        if (rest < 0) return index;
      }
      return weights.length - 1;
    },
    beta: (a, b) => {
      const x = gamma(a);
      return x / (x + gamma(b));
    },
  };
}

/** Finaliser of MurmurHash3: neighbouring keys give unlike seeds. */
function mix(seed: number, key: number): number {
  let hash = (seed ^ Math.imul(key + 0x7f4a7c15, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
