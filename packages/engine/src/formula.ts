import { type ASTNode, Environment } from "@marcbachmann/cel-js";

/** What a formula may read, by trigger: `order`, `eligible` and `quantity` with orders, `event` with events, `member` always. */
export type FormulaKind = "order" | "event" | "occasion";

export interface FormulaVariables {
  order: {
    net: number;
    gross: number;
    discount: number;
    beforePoints: number;
    quantity: number;
    lineCount: number;
    hour: number;
    weekday: number;
    storeId: string;
    channel: string;
  };
  /** Minor units of the eligible lines. */
  eligible: number;
  quantity: number;
  event: Readonly<Record<string, string | number | boolean | null>>;
  member: {
    orders: number;
    spend: number;
    /** -1 = not known. */
    age: number;
    daysKnown: number;
    tier: Readonly<Record<string, string>>;
    /** 0 = the first tier of the ladder. */
    tierIndex: Readonly<Record<string, number>>;
  };
}

/** A formula ready to run. `evaluate` gives null where the formula fails: division by zero, overflow, a missing value, no number. Never throws. */
export type CompiledFormula =
  | { ok: true; evaluate: (variables: Partial<FormulaVariables>) => number | null }
  | { ok: false; message: string };

/** Names that a formula may call; all of them run in time proportional to the formula's own length. */
const FUNCTIONS = new Set(["min", "max", "floor", "ceil", "round", "abs", "int", "double", "size", "has"]);
const METHODS = new Set(["contains", "startsWith", "endsWith", "size"]);
const MACROS = new Set(["all", "exists", "exists_one", "map", "filter"]);

class OrderValue {
  readonly net: bigint;
  readonly gross: bigint;
  readonly discount: bigint;
  readonly beforePoints: bigint;
  readonly quantity: bigint;
  readonly lineCount: bigint;
  readonly hour: bigint;
  readonly weekday: bigint;
  readonly storeId: string;
  readonly channel: string;
  constructor(order: FormulaVariables["order"]) {
    this.net = BigInt(order.net);
    this.gross = BigInt(order.gross);
    this.discount = BigInt(order.discount);
    this.beforePoints = BigInt(order.beforePoints);
    this.quantity = BigInt(order.quantity);
    this.lineCount = BigInt(order.lineCount);
    this.hour = BigInt(order.hour);
    this.weekday = BigInt(order.weekday);
    this.storeId = order.storeId;
    this.channel = order.channel;
  }
}

class MemberValue {
  readonly orders: bigint;
  readonly spend: bigint;
  readonly age: bigint;
  readonly daysKnown: bigint;
  readonly tier: Readonly<Record<string, string>>;
  readonly tierIndex: Readonly<Record<string, bigint>>;
  constructor(member: FormulaVariables["member"]) {
    this.orders = BigInt(member.orders);
    this.spend = BigInt(member.spend);
    this.age = BigInt(member.age);
    this.daysKnown = BigInt(member.daysKnown);
    this.tier = member.tier;
    this.tierIndex = Object.fromEntries(
      Object.entries(member.tierIndex).map(([ladder, index]) => [ladder, BigInt(index)]),
    );
  }
}

type Arithmetic = (a: number, b: number) => number;

/** CEL does not mix whole and broken numbers; for shopkeepers it does, and the result is broken. */
function allowMixed(environment: Environment): void {
  const operators: Record<string, Arithmetic> = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
  };
  for (const [sign, work] of Object.entries(operators)) {
    environment.registerOperator(`int ${sign} double: double`, (a: bigint, b: number) => work(Number(a), b));
    environment.registerOperator(`double ${sign} int: double`, (a: number, b: bigint) => work(a, Number(b)));
  }
  for (const [name, work] of Object.entries({ min: Math.min, max: Math.max })) {
    environment.registerFunction(`${name}(int, int): int`, (a: bigint, b: bigint) =>
      (name === "min" ? a < b : a > b) ? a : b,
    );
    environment.registerFunction(`${name}(double, double): double`, work);
    environment.registerFunction(`${name}(int, double): double`, (a: bigint, b: number) => work(Number(a), b));
    environment.registerFunction(`${name}(double, int): double`, (a: number, b: bigint) => work(a, Number(b)));
  }
}

function environmentOf(kind: FormulaKind): Environment {
  const environment = new Environment({
    limits: { maxAstNodes: 500, maxDepth: 50, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 },
  });
  allowMixed(environment);
  for (const [name, work] of Object.entries({ floor: Math.floor, ceil: Math.ceil, round: Math.round })) {
    environment.registerFunction(`${name}(double): int`, (value: number) => BigInt(work(value)));
    environment.registerFunction(`${name}(int): int`, (value: bigint) => value);
  }
  environment.registerFunction("abs(double): double", Math.abs);
  environment.registerFunction("abs(int): int", (value: bigint) => (value < 0n ? -value : value));
  const money = { net: "int", gross: "int", discount: "int", beforePoints: "int" };
  const counts = { quantity: "int", lineCount: "int", hour: "int", weekday: "int" };
  environment.registerType("Order", {
    ctor: OrderValue,
    fields: { ...money, ...counts, storeId: "string", channel: "string" },
  });
  environment.registerType("Member", {
    ctor: MemberValue,
    fields: {
      orders: "int",
      spend: "int",
      age: "int",
      daysKnown: "int",
      tier: "map<string, string>",
      tierIndex: "map<string, int>",
    },
  });
  environment.registerVariable("member", "Member");
  if (kind === "event") environment.registerVariable("event", "map<string, dyn>");
  if (kind !== "order") return environment;
  environment.registerVariable("order", "Order");
  environment.registerVariable("eligible", "int");
  return environment.registerVariable("quantity", "int");
}

const environments = new Map<FormulaKind, Environment>();

function environmentFor(kind: FormulaKind): Environment {
  const known = environments.get(kind);
  if (known) return known;
  const made = environmentOf(kind);
  environments.set(kind, made);
  return made;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

/** The first thing in a formula that it may not do: an unknown function, or a walk over a list inside another walk. */
function forbidden(value: unknown, isInsideMacro: boolean): string | null {
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = forbidden(one, isInsideMacro);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isNode(value)) return null;
  if (value.op === "call" && !FUNCTIONS.has(value.args[0])) return `${value.args[0]}() is not available here`;
  if (value.op !== "rcall") return forbidden(value.args, isInsideMacro);
  const [name, receiver, parameters] = value.args;
  const isMacro = MACROS.has(name);
  if (!isMacro && !METHODS.has(name)) return `${name}() is not available here`;
  if (isMacro && isInsideMacro) return `${name}() may not stand inside another walk over a list`;
  return forbidden(receiver, isInsideMacro) ?? forbidden(parameters, isInsideMacro || isMacro);
}

function messageOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "summary" in error) return String(error.summary);
  return error instanceof Error ? error.message : String(error);
}

function eventValue(value: string | number | boolean | null): string | number | boolean | bigint | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function contextOf(given: Partial<FormulaVariables>): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  if (given.order) context.order = new OrderValue(given.order);
  if (given.member) context.member = new MemberValue(given.member);
  if (given.eligible !== undefined) context.eligible = BigInt(given.eligible);
  if (given.quantity !== undefined) context.quantity = BigInt(given.quantity);
  if (given.event)
    context.event = Object.fromEntries(Object.entries(given.event).map(([key, value]) => [key, eventValue(value)]));
  return context;
}

const NUMBERS: readonly (string | undefined)[] = ["int", "double", "dyn"];

/**
 * Reads a CEL expression against the variables that rules of a kind have. Unknown names, wrong types, anything but a number, more than
 * 500 nodes, functions outside the list and walks inside walks are refused with a message.
 */
export function compileFormula(expression: string, kind: FormulaKind = "order"): CompiledFormula {
  const environment = environmentFor(kind);
  try {
    const checked = environment.check(expression);
    if (!checked.valid) return { ok: false, message: messageOf(checked.error) };
    if (!NUMBERS.includes(checked.type)) return { ok: false, message: `gives ${checked.type}, not a number` };
    const run = environment.parse(expression);
    const problem = forbidden(run.ast, false);
    if (problem !== null) return { ok: false, message: problem };
    return { ok: true, evaluate: (variables) => numberOf(() => run(contextOf(variables))) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function numberOf(run: () => unknown): number | null {
  try {
    const value = run();
    const number = typeof value === "bigint" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : null;
  } catch {
    return null;
  }
}
