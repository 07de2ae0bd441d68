import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  type CompiledProgramme,
  compileProgramme,
  type DecideOptions,
  decide,
  emptyAccount,
  type MemberProfile,
  type MemberState,
  type OrderFact,
  type Programme,
  presetSchema,
  programmeSchema,
} from "@regulars/engine";
import { describeMachine, perSecond } from "./machine.ts";

const { values } = parseArgs({
  options: { members: { type: "string", default: "2000" }, orders: { type: "string", default: "60" } },
});
const members = Number(values.members);
const ordersEach = Number(values.orders);
const DAY = 86_400_000;
const start = Date.parse("2024-03-01T00:00:00Z");

function presetProgramme(id: string): Programme {
  const file = new URL(`../../presets/${id}.json`, import.meta.url);
  const preset = presetSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  if (preset.kind !== "programme") throw new Error(`preset ${id} is no programme`);
  return preset.programme;
}

/** Stable numbers below a limit: the same lives in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function lifeOf(member: number, currency: string): OrderFact[] {
  const roll = dice(member + 1);
  let at = start + roll(30 * DAY);
  return Array.from({ length: ordersEach }, (_, index) => {
    at += roll(20 * DAY);
    const lines = Array.from({ length: 1 + roll(3) }, (__, line) => ({
      lineNo: line + 1,
      sku: `SKU-${roll(40)}`,
      category: ["coffee", "tea", "cake"][roll(3)],
      quantity: 1 + roll(2),
      unitPrice: 500 + roll(4_500),
      discount: 0,
    }));
    const id = `${member}-${index}`;
    return {
      kind: "order",
      id,
      at,
      recordedAt: at,
      storeId: "sto_1",
      channel: "pos",
      source: "pos",
      currency,
      lines,
      redeem: [],
    };
  });
}

function profileOf(member: number): MemberProfile {
  const none = { gender: null, kind: "person", zone: null, source: {}, attributes: {}, tags: [], consents: [] };
  return { id: `member-${member}`, joinedAt: start, birthday: "1990-05-20", ...none };
}

/** How a simulation decides: each state is given away, and nobody reads explanations. */
const asSimulation: DecideOptions = { owned: true, explain: false };

/** Plays every member's orders through `decide`; only open lots are kept. */
function replay(compiled: CompiledProgramme, lives: readonly OrderFact[][], options: DecideOptions): number {
  let facts = 0;
  let next = 0;
  const ids = (): string => String(next++);
  lives.forEach((orders, member) => {
    const profile = profileOf(member);
    let state: MemberState = { profile, account: emptyAccount(compiled, profile), lots: [] };
    for (const order of orders) {
      const decision = decide(compiled, state, order, ids, options);
      if (!decision.ok) throw new Error(decision.code);
      state = decision.state;
      if (decision.entries.some((entry) => entry.kind === "expire"))
        state.lots = state.lots.filter((lot) => lot.remaining > 0);
      facts += 1;
    }
  });
  return facts;
}

console.log(
  `${describeMachine()}\n${members} members with ${ordersEach} orders each; orders per second of processor time`,
);
for (const id of ["cafe", "retail-plain", "supermarket", "restaurant"]) {
  const programme = presetProgramme(id);
  const compiled = compileProgramme(programme, 1);
  const lives = Array.from({ length: members }, (_, member) => lifeOf(member, programme.currency));
  const rateOf = (options: DecideOptions): string => {
    replay(compiled, lives.slice(0, Math.ceil(members / 10)), options);
    const begun = process.cpuUsage();
    const facts = replay(compiled, lives, options);
    const { user, system } = process.cpuUsage(begun);
    return perSecond(facts / ((user + system) / 1e6));
  };
  console.log(`${id.padEnd(14)} ${rateOf({})} as at the till, ${rateOf(asSimulation)} as in a simulation`);
}

/** A programme of a thousand rules with conditions on lines, and an order of two thousand lines. */
function crowd(): { compiled: CompiledProgramme; order: OrderFact } {
  const text = { zh: "规则", en: "rule" };
  const rules = Array.from({ length: 1_000 }, (_, index) => ({
    id: `r${index}`,
    name: text,
    wallet: "points",
    amount: { kind: "rate", points: 1, per: 100 },
    lines: { field: "line.sku", op: "in", value: [`SKU-${index}`, `SKU-${index + 1_000}`] },
  }));
  const programme = programmeSchema.parse({
    name: text,
    currency: "CNY",
    zone: "Asia/Shanghai",
    wallets: [{ id: "points", name: text }],
    ladders: [],
    rules,
    lifecycle: { template: "none", stages: [{ id: "member", name: text, when: { all: [] } }] },
  });
  const [first] = lifeOf(0, "CNY");
  if (!first) throw new Error("a life without an order");
  const lines = Array.from({ length: 2_000 }, (_, index) => ({
    lineNo: index + 1,
    sku: `SKU-${index}`,
    quantity: 1,
    unitPrice: 1_000,
    discount: 0,
  }));
  return { compiled: compileProgramme(programme, 1), order: { ...first, lines } };
}

const { compiled, order } = crowd();
const times = Array.from({ length: 5 }, () => {
  const profile = profileOf(0);
  const begun = performance.now();
  decide(compiled, { profile, account: emptyAccount(compiled, profile), lots: [] }, order, () => String(Math.random()));
  return performance.now() - begun;
});
console.log(`1,000 rules on lines, 2,000 lines: ${Math.round(times.sort((a, b) => a - b)[2] ?? 0)} ms`);
