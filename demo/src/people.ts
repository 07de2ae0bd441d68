import type { Calendar } from "./calendar.ts";
import { drinks } from "./catalogue.ts";
import { type Random, randomOf } from "./random.ts";
import type { DemoStore } from "./stores.ts";

/** BG/NBD (Fader, Hardie and Lee 2005): purchases per busy day ~ gamma(r, rate alpha), dropout after each ~ beta(a, b). */
export const purchasing = { r: 0.95, alpha: 9.5, a: 0.9, b: 16 };

export interface Member {
  index: number;
  externalId: string;
  /** Index into the stores. */
  home: number;
  /** First purchase, as busyness added up (see the calendar). */
  joinAt: number;
  /** Purchases per busy day while active. */
  rate: number;
  /** Probability of never coming back, after each purchase. */
  dropout: number;
  /** Index into the products. */
  favourite: number;
  /** Buys for an office. */
  isOffice: boolean;
  channel: "pos" | "mini-program" | "campaign";
}

export interface PersonText {
  name: string;
  phone: string;
  email: string;
  birthday: string;
  gender: "female" | "male";
}

const streams = { behaviour: 1, text: 2 };

/** What member `index` is like; depends on the seed and the index alone. */
export function memberAt(seed: number, index: number, world: { calendar: Calendar; stores: DemoStore[] }): Member {
  const random = randomOf(seed, index, streams.behaviour);
  const { calendar, stores } = world;
  const home = random.weighted(stores.map((store) => store.weight));
  const opening = calendar.busyness[stores[home]?.openDay ?? 0] ?? 0;
  const end = calendar.busyness[calendar.days] ?? 0;
  // Many join soon after a store opens, then a steady stream.
  const joinAt = opening + (end - opening) * random.unit() ** 1.35;
  const isOffice = random.chance(0.02);
  return {
    index,
    externalId: `CM${String(index + 1).padStart(6, "0")}`,
    home,
    joinAt,
    rate: (random.gamma(purchasing.r) / purchasing.alpha) * (isOffice ? 2 : 1),
    dropout: random.beta(purchasing.a, purchasing.b) * (isOffice ? 0.3 : 1),
    favourite: drinks[random.int(0, drinks.length - 1)] ?? 0,
    isOffice,
    channel: (["pos", "mini-program", "campaign"] as const)[random.weighted([55, 35, 10])] ?? "pos",
  };
}

const surnames = [
  "林",
  "陈",
  "苏",
  "沈",
  "顾",
  "陆",
  "叶",
  "江",
  "宋",
  "唐",
  "许",
  "方",
  "程",
  "傅",
  "白",
  "温",
  "钟",
  "季",
  "秦",
  "姜",
];
const given = [
  "知",
  "予",
  "清",
  "和",
  "景",
  "言",
  "若",
  "初",
  "星",
  "禾",
  "书",
  "予",
  "安",
  "宁",
  "舟",
  "澄",
  "溪",
  "岚",
  "然",
  "月",
  "朗",
  "屿",
  "棠",
  "遥",
];

/** Invented particulars. Telephone numbers begin with 154, which no carrier has been assigned; e-mail is at example.com. */
export function personText(seed: number, index: number): PersonText {
  const random = randomOf(seed, index, streams.text);
  const pick = (list: readonly string[]) => list[random.int(0, list.length - 1)] ?? "";
  const name = pick(surnames) + pick(given) + (random.chance(0.7) ? pick(given) : "");
  const tail = String((index * 611_953 + 271_829) % 1_000_000).padStart(6, "0");
  return {
    name,
    phone: random.chance(0.93) ? `+8615400${tail}` : "",
    email: random.chance(0.4) ? `guest${tail}@example.com` : "",
    birthday: random.chance(0.75) ? birthday(random) : "",
    gender: random.chance(0.62) ? "female" : "male",
  };
}

function birthday(random: Random): string {
  const age = Math.round(Math.min(68, Math.max(17, 31 + random.normal() * 9)));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${2026 - age}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
}
