import { randomOf } from "../random.ts";

export interface BanditArm {
  n: number;
  mean: number;
  /** Of one unit. */
  variance: number;
}

export interface BanditOptions {
  /** Least share of each arm. */
  floor?: number;
  /** Half to the best, half to the runner-up of each draw (Russo 2016), so that the leader is still challenged. */
  topTwo?: boolean;
  draws?: number;
  seed?: number;
}

/** p_i = f + (1 - k f) w_i; with k f > 1 all alike, with f < 0 as if 0. */
export function withFloor(weights: readonly number[], floor: number): number[] {
  const least = Math.max(0, floor);
  const k = weights.length;
  if (k * least > 1) return weights.map(() => 1 / k);
  return weights.map((weight) => least + (1 - k * least) * weight);
}

/** Shares of the next members by Thompson sampling over normal posteriors. Until every arm has two members with different values, all alike. */
export function banditWeights(arms: readonly BanditArm[], options: BanditOptions = {}): number[] {
  const { floor = 0.01, topTwo = true, draws = 10_000, seed = 1 } = options;
  const k = arms.length;
  if (k === 0) return [];
  if (arms.some((arm) => arm.n < 2 || !(arm.variance > 0))) return arms.map(() => 1 / k);
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const wins = new Array<number>(k).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const order = arms
      .map((arm, index) => ({ index, value: arm.mean + normal() * Math.sqrt(arm.variance / arm.n) }))
      .sort((one, other) => other.value - one.value);
    const best = order[0]?.index ?? 0;
    const second = order[1]?.index ?? best;
    const share = topTwo ? 0.5 : 1;
    wins[best] = (wins[best] as number) + share;
    if (topTwo) wins[second] = (wins[second] as number) + share;
  }
  return withFloor(
    wins.map((won) => won / draws),
    floor,
  );
}
