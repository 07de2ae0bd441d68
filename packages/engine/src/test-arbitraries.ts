import fc from "fast-check";
import type { Cmp, Condition, Measure, Op, Window } from "./condition.ts";
import type { AccountState, Instant, MemberProfile, TierState } from "./facts.ts";
import type { HistoryEvent, LineView, OrderView, World } from "./world.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const testLadders = { vip: ["basic", "silver", "gold"] };

const storeIds = ["sto_a", "sto_b"];
const categories = ["coffee", "tea", "蛋糕"];
const eventTypes = ["order", "visit", "app.login"];

/** Offsets before `asOf` that sit on window edges as often as between them. */
const offset = fc.oneof(
  fc.integer({ min: 0, max: 420 * 24 }).map((hours) => hours * HOUR),
  fc.integer({ min: 0, max: 420 }).map((days) => days * DAY),
  fc.tuple(fc.constantFrom(0, 7, 30, 90, 365), fc.constantFrom(-1, 0, 1)).map(([days, ms]) => days * DAY + ms),
  fc.integer({ min: -3 * 24, max: 0 }).map((hours) => hours * HOUR),
);

const line: fc.Arbitrary<LineView> = fc.record({
  sku: fc.constantFrom("LATTE", "MOCHA", "TEA-1", "TEA-2", "100%_x"),
  name: fc.option(fc.constantFrom("Latte", "拿铁", "Tea"), { nil: undefined }),
  category: fc.option(fc.constantFrom(...categories), { nil: undefined }),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPrice: fc.integer({ min: 0, max: 5000 }),
  discount: fc.integer({ min: 0, max: 100 }),
  net: fc.integer({ min: 0, max: 20_000 }),
});

function orderAt(at: Instant): fc.Arbitrary<HistoryEvent> {
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      discount: fc.integer({ min: 0, max: 300 }),
      storeId: fc.constantFrom(null, ...storeIds),
      channel: fc.constantFrom(null, "pos", "online"),
      source: fc.constantFrom("pos-01", "web"),
    })
    .map(({ lines, discount, ...rest }) => {
      const net = lines.reduce((sum, one) => sum + one.net, 0);
      const order: OrderView = { ...rest, lines, discount, net, gross: net + discount, currency: "CNY", placedAt: at };
      return { type: "order", at, order };
    });
}

function otherAt(at: Instant): fc.Arbitrary<HistoryEvent> {
  const properties = fc.record(
    {
      page: fc.constantFrom("home", "Shop", "会员"),
      score: fc.integer({ min: 0, max: 9 }),
      logged: fc.boolean(),
      mixed: fc.constantFrom(1, "1", true, null),
    },
    { requiredKeys: [] },
  );
  return fc.record({ type: fc.constantFrom("visit", "app.login"), at: fc.constant(at), properties });
}

/** Points that an order or something else gave. */
function earnedAt(at: Instant): fc.Arbitrary<HistoryEvent> {
  const properties = fc.record({
    wallet: fc.constantFrom("points", "growth"),
    points: fc.integer({ min: 1, max: 400 }),
  });
  const order = fc.option(orderAt(at), { nil: undefined });
  return fc.tuple(properties, order).map(([earned, given]) => ({
    type: "points.earned",
    at,
    properties: earned,
    ...(given?.order && { order: given.order }),
  }));
}

/** A past of up to `maxLength` events around `asOf`, in no order; only a few come after it. */
export function historyArbitrary(asOf: Instant, maxLength = 40): fc.Arbitrary<HistoryEvent[]> {
  const event = offset.chain((before) =>
    fc.oneof(
      { weight: 6, arbitrary: orderAt(asOf - before) },
      { weight: 3, arbitrary: otherAt(asOf - before) },
      { weight: 1, arbitrary: earnedAt(asOf - before) },
    ),
  );
  return fc.array(event, { maxLength }).map((events) => {
    let future = 0;
    return events.filter(({ at }) => at <= asOf || ++future <= 4);
  });
}

const cmp: fc.Arbitrary<Cmp> = fc.oneof(
  fc
    .tuple(fc.constantFrom("eq", "ne", "gt", "gte", "lt", "lte"), fc.integer({ min: 0, max: 6 }))
    .map(([op, value]) => ({ [op]: value })),
  fc
    .tuple(fc.constantFrom("gt", "gte", "lt", "lte"), fc.integer({ min: 0, max: 60_000 }))
    .map(([op, value]) => ({ [op]: value })),
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .map(([from, more]) => ({ between: [from, from + more] as [number, number] })),
);

const rolling = fc.constantFrom("P7D", "P30D", "P90D", "P1M", "P3M", "P1Y", "PT36H");

function window(asOf: Instant): fc.Arbitrary<Window | undefined> {
  return fc.oneof(
    fc.constant(undefined),
    rolling.map((last) => ({ last })),
    fc.record({
      calendar: fc.constantFrom("day", "week", "month", "quarter", "year"),
      offset: fc.constantFrom(0, -1, -2),
    }),
    fc.constantFrom("joined" as const, "anniversary" as const).map((since) => ({ since })),
    fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })).map(([days, length]) => ({
      from: new Date(asOf - days * DAY).toISOString(),
      to: new Date(asOf + (length - days) * DAY).toISOString(),
    })),
  );
}

const orderFields = fc.oneof<fc.Arbitrary<Condition>[]>(
  fc.record({
    field: fc.constant("order.net"),
    op: fc.constantFrom<Op>("gt", "gte", "lt", "lte", "eq", "ne"),
    value: fc.integer({ min: 0, max: 30_000 }),
  }),
  fc.record({
    field: fc.constant("order.storeId"),
    op: fc.constantFrom<Op>("eq", "ne"),
    value: fc.constantFrom(...storeIds),
  }),
  fc.record({
    field: fc.constant("order.channel"),
    op: fc.constantFrom<Op>("in", "notIn"),
    value: fc.constantFrom<string[][]>(["pos"], ["pos", "online"], []),
  }),
  fc.record({ field: fc.constant("order.channel"), op: fc.constantFrom<Op>("exists", "notExists") }),
  fc.record({
    field: fc.constant("order.quantity"),
    op: fc.constantFrom<Op>("gte", "lt"),
    value: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({
    field: fc.constant("order.lineCount"),
    op: fc.constantFrom<Op>("gte", "eq"),
    value: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    field: fc.constantFrom("order.gross", "order.discount"),
    op: fc.constantFrom<Op>("gt", "lte"),
    value: fc.constantFrom(0, 150, 9_000),
  }),
  fc.record({
    field: fc.constantFrom("order.source", "order.currency"),
    op: fc.constantFrom<Op>("eq", "ne"),
    value: fc.constantFrom("web", "CNY"),
  }),
  fc.record({
    field: fc.constant("order.placedAt"),
    op: fc.constantFrom<Op>("before", "after"),
    value: fc.constantFrom("2026-01-01", "2025-11-02", "2026-03-08T07:00:00Z"),
  }),
  fc.record({
    field: fc.constant("line.name"),
    op: fc.constantFrom<Op>("eq", "ne", "contains"),
    value: fc.constantFrom("latte", "拿铁"),
    fold: fc.boolean(),
  }),
  fc.record({
    field: fc.constantFrom("line.unitPrice", "line.discount", "line.net"),
    op: fc.constantFrom<Op>("gte", "lt"),
    value: fc.constantFrom(0, 50, 2_500),
  }),
  fc.record({
    field: fc.constant("order.hour"),
    op: fc.constantFrom<Op>("gte", "lt"),
    value: fc.integer({ min: 0, max: 23 }),
  }),
  fc.record({
    field: fc.constant("order.weekday"),
    op: fc.constantFrom<Op>("in", "notIn"),
    value: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
  }),
  fc.record({
    field: fc.constant("line.category"),
    op: fc.constantFrom<Op>("eq", "ne"),
    value: fc.constantFrom(...categories),
  }),
  fc.record({ field: fc.constant("line.category"), op: fc.constantFrom<Op>("exists", "notExists") }),
  fc.record({
    field: fc.constant("line.sku"),
    op: fc.constant<Op>("matchesList"),
    value: fc.constantFrom(["TEA-*"], ["*A*"], ["100%_x"], ["LATTE", "M*A"], ["_EA-1"]),
  }),
  fc.record({
    field: fc.constant("line.quantity"),
    op: fc.constantFrom<Op>("gte", "eq"),
    value: fc.integer({ min: 1, max: 4 }),
  }),
  schedule(),
);

const eventFields = fc.oneof<fc.Arbitrary<Condition>[]>(
  fc.record({
    field: fc.constant("event.properties.page"),
    op: fc.constantFrom<Op>("eq", "contains", "startsWith", "ne", "gt"),
    value: fc.constantFrom("home", "sho", "会", ""),
    fold: fc.boolean(),
  }),
  fc.record({
    field: fc.constant("event.properties.score"),
    op: fc.constantFrom<Op>("gte", "lt", "ne"),
    value: fc.integer({ min: 0, max: 9 }),
  }),
  fc.record({
    field: fc.constant("event.properties.logged"),
    op: fc.constantFrom<Op>("eq", "ne"),
    value: fc.boolean(),
  }),
  fc.record({
    field: fc.constant("event.properties.mixed"),
    op: fc.constantFrom<Op>("eq", "ne"),
    value: fc.constantFrom<string | number | boolean>(1, "1", true, "x"),
  }),
  fc.record({
    field: fc.constant("event.properties.mixed"),
    op: fc.constantFrom<Op>("in", "notIn"),
    value: fc.constantFrom<(string | number)[]>([1], ["1"], [1, "x"], []),
  }),
  fc.record({
    field: fc.constantFrom("event.properties.mixed", "event.properties.none"),
    op: fc.constantFrom<Op>("exists", "notExists"),
  }),
  schedule(),
);

function schedule(): fc.Arbitrary<Condition> {
  const time = fc.constantFrom("00:00", "06:30", "12:00", "22:00");
  return fc
    .record(
      { days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }), from: time, to: time },
      { requiredKeys: [] },
    )
    .map((hours) => ({ schedule: hours }));
}

function tree(leaf: fc.Arbitrary<Condition>, maxDepth: number): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth, depthSize: "small" },
      { weight: 3, arbitrary: leaf },
      fc.array(tie("tree"), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie("tree"), { maxLength: 3 }).map((any) => ({ any })),
      tie("tree").map((not) => ({ not })),
    ),
  })).tree;
}

function where(event: string): fc.Arbitrary<Condition | undefined> {
  return fc.option(tree(event === "order" ? orderFields : eventFields, 2), { nil: undefined });
}

function measureFor(event: string): fc.Arbitrary<Measure> {
  const numbers =
    event === "order"
      ? [
          "order.net",
          "order.discount",
          "order.gross",
          "order.lineCount",
          "order.quantity",
          "line.quantity",
          "line.net",
          "line.unitPrice",
        ]
      : ["event.properties.score", "event.properties.mixed"];
  const texts =
    event === "order"
      ? ["line.category", "order.storeId", "line.sku", "line.name", "order.hour", "order.placedAt"]
      : ["event.properties.page", "event.properties.mixed"];
  const of = (paths: string[]): fc.Arbitrary<Cmp & { of: string }> =>
    fc.tuple(fc.constantFrom(...paths), cmp).map(([path, compared]) => ({ of: path, ...compared }));
  return fc.oneof(
    cmp.map((count) => ({ count })),
    cmp.map((daysWith) => ({ daysWith })),
    of(numbers).map((sum) => ({ sum })),
    of(numbers).map((avg) => ({ avg })),
    of(numbers).map((min) => ({ min })),
    of(numbers).map((max) => ({ max })),
    of(texts).map((distinct) => ({ distinct })),
  );
}

function eventLeaf(asOf: Instant): fc.Arbitrary<Condition> {
  return fc.constantFrom(...eventTypes).chain((event) =>
    fc.record(
      {
        event: fc.constant(event),
        where: where(event),
        window: window(asOf),
        is: measureFor(event),
        including: fc.boolean(),
        mature: fc.boolean(),
      },
      { requiredKeys: ["event", "is"] },
    ),
  );
}

function sequenceLeaf(asOf: Instant): fc.Arbitrary<Condition> {
  const step = fc
    .constantFrom(...eventTypes)
    .chain((event) =>
      fc.record(
        { event: fc.constant(event), where: where(event), within: fc.constantFrom("P7D", "P30D", "PT48H") },
        { requiredKeys: ["event"] },
      ),
    );
  return fc.record({ sequence: fc.array(step, { minLength: 2, maxLength: 3 }), window: window(asOf) });
}

function lastLeaf(): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...eventTypes)
    .chain((last) =>
      tree(last === "order" ? orderFields : eventFields, 2).map((condition) => ({ last, where: condition })),
    );
}

/** A leaf about what the member did. */
export function historyLeafArbitrary(asOf: Instant): fc.Arbitrary<Condition> {
  return fc.oneof({ weight: 6, arbitrary: eventLeaf(asOf) }, sequenceLeaf(asOf), lastLeaf());
}

function memberLeaf(): fc.Arbitrary<Condition> {
  const date = fc.constantFrom("1990-02-29", "1996-02-29", "2000-06-15", "2025-11-23", "2026-03-08");
  return fc.oneof<fc.Arbitrary<Condition>[]>(
    fc.record({
      field: fc.constant("member.birthday"),
      op: fc.constantFrom<Op>("before", "after", "eq", "ne"),
      value: date,
    }),
    fc.record({
      field: fc.constantFrom("member.birthday", "member.joinedAt"),
      op: fc.constant<Op>("onAnniversary"),
      value: fc.constantFrom<(string | number)[]>("day", "month", 3, 30),
    }),
    fc.record({
      field: fc.constantFrom("member.joinedAt", "member.orders.lastAt", "member.orders.firstAt"),
      op: fc.constantFrom<Op>("inLast", "notInLast"),
      value: rolling,
    }),
    fc.record({
      field: fc.constantFrom("member.joinedAt", "member.orders.lastAt"),
      op: fc.constantFrom<Op>("before", "after"),
      value: fc.constantFrom("2026-01-01", "2025-11-02", "2026-03-08T07:00:00Z"),
    }),
    fc.record({
      field: fc.constant("member.age"),
      op: fc.constantFrom<Op>("gte", "lt", "eq"),
      value: fc.constantFrom(18, 25, 29, 30, 36),
    }),
    fc.record({
      field: fc.constant("member.gender"),
      op: fc.constantFrom<Op>("eq", "ne", "exists", "notExists"),
      value: fc.constant("female"),
    }),
    fc.record({
      field: fc.constant("member.source.channel"),
      op: fc.constantFrom<Op>("in", "notIn"),
      value: fc.constantFrom(["pos"], ["wechat", "pos"]),
    }),
    fc.record({
      field: fc.constantFrom("member.source.storeId", "member.source.campaign", "member.kind"),
      op: fc.constantFrom<Op>("eq", "ne", "exists", "notExists"),
      value: fc.constantFrom("sto_a", "spring", "company"),
    }),
    fc.record({
      field: fc.constantFrom("member.attributes.city", "member.attributes.odd-key"),
      op: fc.constantFrom<Op>("eq", "ne", "contains", "lt", "gte", "startsWith"),
      value: fc.constantFrom("上海", "It's \\ \n", "𠮷", "｡"),
      fold: fc.boolean(),
    }),
    fc.record({
      field: fc.constant("member.attributes.city"),
      op: fc.constantFrom<Op>("eq", "ne", "lt", "gte"),
      value: fc.constantFrom<(number | boolean)[]>(5, 4, true),
    }),
    fc.record({
      field: fc.constant("member.orders.count"),
      op: fc.constantFrom<Op>("gte", "eq", "lt"),
      value: fc.integer({ min: 0, max: 20 }),
    }),
    fc.record({
      field: fc.constant("member.orders.net"),
      op: fc.constantFrom<Op>("gte", "lt"),
      value: fc.integer({ min: 0, max: 200_000 }),
    }),
    fc.record({
      tier: fc.record({
        ladder: fc.constant("vip"),
        is: fc.constantFrom("at_least", "at_most", "exactly"),
        tier: fc.constantFrom(...testLadders.vip),
      }),
    }),
    fc.uniqueArray(fc.constantFrom("a", "b", "c'"), { minLength: 1 }).map((tag) => ({ tag })),
    fc.constantFrom("sms", "email").map((consent) => ({ consent })),
    fc.record({
      bucket: fc.record({
        from: fc.constantFrom(0, 2500, 5000),
        to: fc.constantFrom(2500, 7500, 10_000),
        salt: fc.constantFrom("", "ab-1"),
      }),
    }),
    schedule(),
  );
}

/** A whole tree that a set of members can be asked about. */
export function conditionArbitrary(asOf: Instant): fc.Arbitrary<Condition> {
  return tree(
    fc.oneof({ weight: 3, arbitrary: historyLeafArbitrary(asOf) }, { weight: 2, arbitrary: memberLeaf() }),
    3,
  );
}

/** A member as of an instant, without a past. */
export function profileArbitrary(asOf: Instant): fc.Arbitrary<MemberProfile> {
  return fc.record({
    id: fc.uuid(),
    joinedAt: offset.map((before) => asOf - Math.abs(before)),
    birthday: fc.constantFrom(null, "1990-02-28", "1996-02-29", "2000-06-15", "1997-11-23", "1996-03-08"),
    gender: fc.constantFrom(null, "female", "male"),
    kind: fc.constantFrom("person", "company"),
    zone: fc.constant(null),
    source: fc.record(
      {
        channel: fc.constantFrom("pos", "wechat"),
        storeId: fc.constantFrom(...storeIds),
        campaign: fc.constantFrom("spring", "autumn"),
      },
      { requiredKeys: [] },
    ),
    attributes: fc.record(
      {
        city: fc.constantFrom("上海", "It's \\ \n", "北京", 5, true, null, "ABC"),
        "odd-key": fc.constantFrom("𠮷", "｡", 4.5),
      },
      { requiredKeys: [] },
    ),
    tags: fc.uniqueArray(fc.constantFrom("a", "b", "c'")),
    consents: fc.uniqueArray(fc.constantFrom("sms", "email")),
  });
}

/** The account that goes with a past, as of an instant; leaf states are filled by the test. */
export function accountOf(history: readonly HistoryEvent[], asOf: Instant, tier: string | null): AccountState {
  const orders = history.filter((event) => event.type === "order" && event.at <= asOf);
  const times = orders.map((event) => event.at);
  return {
    settledAt: asOf,
    wallets: {},
    tiers: tier === null ? {} : { vip: { tier, since: asOf - 40 * DAY, until: null } },
    leaves: {},
    stage: null,
    orders: {
      count: orders.length,
      net: orders.reduce((sum, event) => sum + (event.order?.net ?? 0), 0),
      firstAt: times.length > 0 ? Math.min(...times) : null,
      lastAt: times.length > 0 ? Math.max(...times) : null,
    },
  };
}

/** Where the test's stores are; `sto_b` has no place. */
export const testStores: Record<string, { lat: number; lon: number }> = { sto_a: { lat: 31.2304, lon: 121.4737 } };

function sinceLeaf(): fc.Arbitrary<Condition> {
  return fc.constantFrom(...eventTypes).chain((event) =>
    fc.record(
      {
        event: fc.constant(event),
        where: where(event),
        window: fc.constantFrom<Window[]>(
          { since: "tier" },
          { since: "stage" },
          { since: "tier", ladder: "vip" },
          { since: "tier", ladder: "vip" },
        ),
        is: measureFor(event),
        including: fc.boolean(),
      },
      { requiredKeys: ["event", "window", "is"] },
    ),
  );
}

/** Facts of the member that an event's `where` may ask about; one has no today. */
function memberFacts(): fc.Arbitrary<Condition> {
  const relative: readonly Op[] = ["inLast", "notInLast", "onAnniversary"];
  const stage = fc.uniqueArray(fc.constantFrom("new", "active", "lost"), { minLength: 1 });
  return fc.oneof(
    { weight: 6, arbitrary: memberLeaf().filter((leaf) => !("field" in leaf && relative.includes(leaf.op))) },
    { weight: 2, arbitrary: scoreLeaf() },
    { weight: 1, arbitrary: stage.map((ids) => ({ stage: ids })) },
  );
}

/** What members did while they were such and such. */
function memberWhereLeaf(asOf: Instant): fc.Arbitrary<Condition> {
  const chosen = (event: string): fc.Arbitrary<Condition> =>
    tree(fc.oneof(memberFacts(), event === "order" ? orderFields : eventFields), 2);
  const event = fc.constantFrom(...eventTypes);
  return fc.oneof<fc.Arbitrary<Condition>[]>(
    event.chain((type) =>
      fc.record(
        { event: fc.constant(type), where: chosen(type), window: window(asOf), is: measureFor(type) },
        { requiredKeys: ["event", "where", "is"] },
      ),
    ),
    event.chain((type) => chosen(type).map((one) => ({ last: type, where: one }))),
    fc.tuple(chosen("order"), chosen("visit")).map(([first, second]) => ({
      sequence: [
        { event: "order", where: first },
        { event: "visit", where: second },
      ],
    })),
  );
}

/** Points earned, by wallet, by the order they came from, by who the member is. */
function earnedLeaf(asOf: Instant): fc.Arbitrary<Condition> {
  const ofEarning = fc.oneof<fc.Arbitrary<Condition>[]>(
    fc.record({
      field: fc.constant("event.properties.wallet"),
      op: fc.constantFrom<Op>("eq", "ne", "in"),
      value: fc.constantFrom<(string | string[])[]>("points", ["growth", "x"]),
    }),
    fc.record({
      field: fc.constant("event.properties.points"),
      op: fc.constantFrom<Op>("gte", "lt", "exists"),
      value: fc.constantFrom(100, 250),
    }),
    fc.record({
      field: fc.constantFrom("event.properties.none", "order.channel", "order.storeId"),
      op: fc.constantFrom<Op>("exists", "notExists"),
    }),
  );
  const numbers = fc.constantFrom("event.properties.points", "order.net", "order.quantity", "event.properties.none");
  const texts = fc.constantFrom("event.properties.wallet", "order.storeId", "order.placedAt");
  const of = (path: fc.Arbitrary<string>): fc.Arbitrary<Cmp & { of: string }> =>
    fc.tuple(path, cmp).map(([name, compared]) => ({ of: name, ...compared }));
  const is = fc.oneof<fc.Arbitrary<Measure>[]>(
    of(numbers).map((sum) => ({ sum })),
    of(numbers).map((max) => ({ max })),
    of(texts).map((distinct) => ({ distinct })),
    cmp.map((count) => ({ count })),
    cmp.map((daysWith) => ({ daysWith })),
  );
  const any = fc.oneof({ weight: 3, arbitrary: ofEarning }, orderFields, memberFacts());
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record(
        {
          event: fc.constant("points.earned"),
          where: tree(any, 2),
          window: fc.oneof(window(asOf), fc.constant<Window>({ since: "tier", ladder: "vip" })),
          is,
        },
        { requiredKeys: ["event", "is"] },
      ),
    },
    { weight: 1, arbitrary: tree(any, 1).map((one) => ({ last: "points.earned", where: one })) },
  );
}

function nearLeaf(): fc.Arbitrary<Condition> {
  const near = fc.record({
    store: fc.record({
      within: fc.constantFrom(0.5, 5, 2_000),
      of: fc.constantFrom<(string | { lat: number; lon: number })[]>(
        "sto_a",
        { lat: 31.2397, lon: 121.4998 },
        { lat: 39.9, lon: 116.4 },
      ),
    }),
  });
  return near.map((where) => ({ event: "order", where, is: { count: { gte: 2 } } }));
}

function scoreLeaf(): fc.Arbitrary<Condition> {
  return fc.oneof<fc.Arbitrary<Condition>[]>(
    fc.record({
      field: fc.constantFrom("score.churnProbability", "score.clvPredicted", "score.rfmF", "score.favouriteHour"),
      op: fc.constantFrom<Op>("gte", "lt", "eq", "ne"),
      value: fc.constantFrom(0, 1, 3, 0.5, 5_000),
    }),
    fc.record({
      field: fc.constantFrom("score.rfmGroup", "score.topCategory", "score.nextOffer"),
      op: fc.constantFrom<Op>("eq", "ne"),
      value: fc.constantFrom("champions", "tea"),
    }),
    fc.record({ field: fc.constant("score.rising"), op: fc.constantFrom<Op>("eq", "ne"), value: fc.boolean() }),
    fc.record({
      field: fc.constantFrom("score.churnDate", "score.nextPurchaseDate"),
      op: fc.constantFrom<Op>("before", "after"),
      value: fc.constantFrom("2026-02-01", "2026-03-08"),
    }),
    fc.record({
      field: fc.constantFrom("score.churnDate", "score.health", "score.potential", "score.rising", "score.nextOffer"),
      op: fc.constantFrom<Op>("exists", "notExists"),
    }),
  );
}

/** Segments that trees may refer to; one holds the other. */
export const testSegments: Record<string, Condition> = {
  regulars: { event: "order", window: { last: "P90D" }, is: { count: { gte: 2 } } },
  "named-regulars": {
    all: [{ segment: "regulars" }, { not: { tag: ["b"] } }, { field: "member.age", op: "gte", value: 25 }],
  },
};

function placeLeaf(): fc.Arbitrary<Condition> {
  return fc.constant({ store: { within: 2_000, of: "sto_a" } });
}

/** A whole tree with everything that only sets of members are asked: what models say, the stage, windows since tier or stage, facts of the member about an event, points earned, the place of an order. */
export function setConditionArbitrary(asOf: Instant): fc.Arbitrary<Condition> {
  const stage = fc
    .uniqueArray(fc.constantFrom("new", "active", "lost"), { minLength: 1 })
    .map((ids) => ({ stage: ids }));
  return tree(
    fc.oneof(
      { weight: 2, arbitrary: historyLeafArbitrary(asOf) },
      { weight: 1, arbitrary: memberLeaf() },
      { weight: 2, arbitrary: sinceLeaf() },
      { weight: 2, arbitrary: memberWhereLeaf(asOf) },
      { weight: 2, arbitrary: earnedLeaf(asOf) },
      { weight: 2, arbitrary: scoreLeaf() },
      { weight: 1, arbitrary: nearLeaf() },
      { weight: 1, arbitrary: stage },
      { weight: 1, arbitrary: placeLeaf() },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(testSegments)).map((segment) => ({ segment })) },
    ),
    3,
  );
}

/** What models say of a member, or nothing. */
const scoresArbitrary = fc.option(
  fc.record({
    churnProbability: fc.constantFrom(null, 0, 0.3, 0.5, 1),
    clvPredicted: fc.constantFrom(null, 0, 5_000, 9_000),
    rfmF: fc.constantFrom(null, 1, 3, 5),
    favouriteHour: fc.constantFrom(null, 0, 3, 20),
    rfmGroup: fc.constantFrom(null, "champions", "lost"),
    topCategory: fc.constantFrom(null, "tea", "蛋糕"),
    rising: fc.boolean(),
    churnDate: fc.constantFrom(null, "2026-01-31", "2026-02-01", "2026-03-09"),
    nextPurchaseDate: fc.constantFrom(null, "2026-01-31", "2026-03-09"),
    nextOffer: fc.constantFrom(null, "tea", "LATTE"),
    health: fc.constantFrom(null, 0, 55),
    potential: fc.constantFrom(null, "high", "low"),
  }),
  { nil: undefined },
);

type Counted = Pick<TierState, "countsFrom" | "grant">;

/** From when a ladder counts: said by the tier, by the one earned under a given one, or when the tier began. */
function countedArbitrary(asOf: Instant): fc.Arbitrary<Counted> {
  const when = offset.map((before) => asOf - Math.abs(before));
  const earned = fc.record(
    { tier: fc.constant("basic"), since: when, until: fc.constant(null), countsFrom: when },
    { requiredKeys: ["tier", "since", "until"] },
  );
  return fc.record(
    {
      countsFrom: when,
      grant: earned.map((under) => ({
        tier: "gold",
        since: asOf - 10 * DAY,
        until: null,
        isLifetime: false,
        source: "manual" as const,
        reason: "test",
        earned: under,
      })),
    },
    { requiredKeys: [] },
  );
}

function withCounted(account: AccountState, counted: Counted): AccountState {
  const { vip } = account.tiers;
  return vip ? { ...account, tiers: { vip: { ...vip, ...counted } } } : account;
}

/** A member with a past. */
export function worldArbitrary(asOf: Instant, zone: string): fc.Arbitrary<World & { history: HistoryEvent[] }> {
  return fc
    .record({
      profile: profileArbitrary(asOf),
      history: historyArbitrary(asOf),
      tier: fc.constantFrom(null, ...testLadders.vip),
      counted: countedArbitrary(asOf),
      stage: fc.option(
        fc.record({
          id: fc.constantFrom("new", "active", "lost"),
          since: offset.map((before) => asOf - Math.abs(before)),
        }),
      ),
      scores: scoresArbitrary,
    })
    .map(({ profile, history, tier, counted, stage, scores }) => ({
      profile,
      zone,
      history,
      account: withCounted({ ...accountOf(history, asOf, tier), stage }, counted),
      ladders: testLadders,
      scores,
      segment: (id: string) => testSegments[id],
      storeLocation: (id: string) => testStores[id],
    }));
}

/** Instants around daylight saving, month ends and plain days. */
export const asOfArbitrary = fc.constantFrom(
  ...[
    "2026-11-23T04:00:00Z",
    "2026-03-08T07:00:00Z",
    "2026-03-09T12:30:00Z",
    "2026-11-01T06:30:00Z",
    "2024-02-29T16:00:00Z",
    "2026-03-31T15:59:59.999Z",
  ].map((text) => Date.parse(text)),
);

export const zoneArbitrary = fc.constantFrom("Asia/Shanghai", "America/New_York");
