import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { createProgrammes, type Programmes } from "./index.ts";
import { programmePage } from "./queries/programme-pages.ts";

interface DraftAnswer {
  draft: { programme: Record<string, unknown>; revision: number; basedOn: number | null };
  differences: { path: string; kind: string; zh: string; en: string }[];
  words: { rules: { id: string; zh: string; en: string }[] };
}
interface ProblemAnswer {
  code: string;
  errors?: { pointer: string; code: string; message: string }[];
}

let app: TestApp;
let programmes: Programmes;

beforeAll(async () => {
  app = await createTestApp();
  programmes = createProgrammes(app.platform);
  await programmes.load();
});
afterAll(() => app.close());

beforeEach(async () => {
  await app.call("/v1/programme/draft", { method: "DELETE" });
  await sql`update programme_versions set status = 'failed' where status in ('activating', 'scheduled')`.execute(
    app.platform.db,
  );
});

async function draft(): Promise<DraftAnswer> {
  return (await app.call<DraftAnswer>("/v1/programme/draft")).body;
}

async function saveName(name: string): Promise<number> {
  const { revision, programme } = (await draft()).draft;
  const body = { programme: { ...programme, name: { zh: name, en: name } }, revision };
  const saved = await app.call<DraftAnswer>("/v1/programme/draft", { method: "PUT", body });
  expect(saved.status).toBe(200);
  return saved.body.draft.revision;
}

async function activate(version: number): Promise<boolean> {
  const done = await app.platform.db.transaction().execute((tx) => programmes.commands.activate(tx, version));
  await programmes.load();
  return done;
}

describe("an empty install", () => {
  test("begins with the plain retail programme in CNY and one store", async () => {
    const { body } = await app.call<{ version: number; programme: { currency: string; ladders: { id: string }[] } }>(
      "/v1/programme",
    );
    expect(body.version).toBe(1);
    expect(body.programme.currency).toBe("CNY");
    expect(body.programme.ladders.map((ladder) => ladder.id)).toEqual(["main"]);
    const stores = await app.call<{ items: { id: string }[] }>("/v1/stores");
    expect(stores.body.items.map((store) => store.id)).toEqual(["sto_main"]);
  });

  test("is set up once, also when two processes begin at the same moment", async () => {
    const again = await Promise.all(
      [1, 2].map(() => app.platform.db.transaction().execute((tx) => programmes.bootstrap(tx, systemActor))),
    );
    expect(again).toEqual([false, false]);
  });
});

describe("the draft", () => {
  test("is the published programme until something is saved", async () => {
    const { body: published } = await app.call<{ programme: object }>("/v1/programme");
    const fresh = await draft();
    expect(fresh.draft).toMatchObject({ revision: 0, basedOn: 1, programme: published.programme });
    expect(fresh.differences).toEqual([]);
  });

  test("keeps an incomplete document and says what is missing", async () => {
    const body = { programme: { name: { zh: "半", en: "half" }, wallets: [{ id: "points" }] }, revision: 0 };
    expect((await app.call("/v1/programme/draft", { method: "PUT", body })).status).toBe(200);
    expect((await draft()).draft.programme).toEqual(body.programme);
    const { body: checked } = await app.call<{ findings: { pointer: string; severity: string; zh: string }[] }>(
      "/v1/programme/draft/validate",
      { method: "POST" },
    );
    const pointers = checked.findings.filter((finding) => finding.severity === "error").map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(["/currency", "/zone", "/wallets/0/name", "/rules"]));
    expect(checked.findings[0]?.zh).toMatch(/\p{Script=Han}/u);
  });

  test("of two people who read the same revision, the second to save is told", async () => {
    const { programme, revision } = (await draft()).draft;
    const body = { programme, revision };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.call<ProblemAnswer>("/v1/programme/draft", { method: "PUT", body })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe("programme.draft_changed");
    const late = await app.call<ProblemAnswer>("/v1/programme/draft", {
      method: "PUT",
      body: { programme, revision: 7 },
    });
    expect(late.status).toBe(409);
  });
});

describe("publishing", () => {
  test("makes the next version, which decides once it is filled, here and in other processes", async () => {
    const other = createProgrammes(app.platform);
    await other.start?.();
    try {
      const before = programmes.active().version;
      const revision = await saveName("二");
      const { status, body } = await app.call<{ version: number; status: string }>("/v1/programme/publish", {
        body: { revision, note: "a second name" },
      });
      expect({ status, body }).toMatchObject({ status: 202, body: { status: "activating" } });
      await programmes.load();
      expect(programmes.active().version).toBe(before);
      expect(programmes.upcoming()?.version).toBe(body.version);
      const jobs = await sql<{ task_identifier: string }>`select task_identifier from graphile_worker.jobs`.execute(
        app.platform.db,
      );
      expect(jobs.rows.map((row) => row.task_identifier)).toContain("programme.fill");

      expect(await activate(body.version)).toBe(true);
      expect(await activate(body.version)).toBe(false);
      expect(programmes.active().version).toBe(body.version);
      expect(programmes.upcoming()).toBeNull();
      expect((await programmes.version(before)).version).toBe(before);
      await expect.poll(() => other.active().version, { timeout: 4_000, interval: 20 }).toBe(body.version);
      expect((await draft()).draft.revision).toBe(0);
    } finally {
      await other.stop?.();
    }
  });

  test("is shown as published only once this process decides with it", async () => {
    const idle = createProgrammes(app.platform);
    await idle.load();
    const revision = await saveName("先");
    const { body } = await app.call<{ version: number }>("/v1/programme/publish", { body: { revision } });
    expect(await activate(body.version)).toBe(true);
    expect(idle.active().version).toBeLessThan(body.version);
    const page = await idle.caughtUp(() => programmePage(app.platform.db));
    expect([page.version, idle.active().version]).toEqual([body.version, body.version]);
  });

  test("twice at the same moment makes one version", async () => {
    const revision = await saveName("三");
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => app.call<ProblemAnswer>("/v1/programme/publish", { body: { revision } })),
    );
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202, 409]));
  });

  test("waits while another version is being filled", async () => {
    await app.call("/v1/programme/publish", { body: { revision: await saveName("四") } });
    const second = await app.call<ProblemAnswer>("/v1/programme/publish", { body: { revision: await saveName("五") } });
    expect(second).toMatchObject({ status: 409, body: { code: "programme.activation_running" } });
    expect((await draft()).draft.revision).toBeGreaterThan(0);
  });

  test("refuses a programme that contradicts itself and names the places", async () => {
    const { programme } = (await draft()).draft;
    const rules = [
      { id: "r", name: { zh: "规", en: "rule" }, wallet: "points", amount: { kind: "rate", points: 0, per: 100 } },
    ];
    const body = { programme: { ...programme, rules }, revision: 0 };
    const saved = await app.call<DraftAnswer>("/v1/programme/draft", { method: "PUT", body });
    const { status, body: refused } = await app.call<ProblemAnswer>("/v1/programme/publish", {
      body: { revision: saved.body.draft.revision },
    });
    expect(status).toBe(422);
    expect(refused.code).toBe("programme.invalid");
    expect(refused.errors?.[0]?.pointer).toBe("/rules/0/amount/points");
  });

  test("refuses a draft that says nothing new", async () => {
    const { programme } = (await draft()).draft;
    const saved = await app.call<DraftAnswer>("/v1/programme/draft", {
      method: "PUT",
      body: { programme, revision: 0 },
    });
    const { body } = await app.call<ProblemAnswer>("/v1/programme/publish", {
      body: { revision: saved.body.draft.revision },
    });
    expect(body.code).toBe("programme.draft_unchanged");
  });

  test("for a later day waits until then", async () => {
    const validFrom = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    const { body } = await app.call<{ version: number; status: string }>("/v1/programme/publish", {
      body: { revision: await saveName("六"), validFrom },
    });
    expect(body.status).toBe("scheduled");
    const run = async () => {
      await programmes.jobs?.["programme.start_scheduled"]?.(
        {},
        {
          logger: app.platform.logger,
          signal: new AbortController().signal,
        },
      );
      return (await app.call<{ status: string }>(`/v1/programme/versions/${body.version}`)).body.status;
    };
    expect(await run()).toBe("scheduled");
    app.clock.advance(86_400_000);
    expect(await run()).toBe("activating");
  });

  test("with dry changes nothing", async () => {
    const revision = await saveName("七");
    const dry = await app.call<{ version: number }>("/v1/programme/publish?dry=true", { body: { revision } });
    expect(dry.status).toBe(202);
    expect((await app.call(`/v1/programme/versions/${dry.body.version}`)).status).toBe(404);
    expect((await draft()).draft.revision).toBe(revision);
  });
});

describe("versions", () => {
  test("an earlier one restored and published undoes what came after", async () => {
    const { body: first } = await app.call<{ programme: object }>("/v1/programme/versions/1");
    const restored = await app.call<DraftAnswer>("/v1/programme/versions/1/restore", { method: "POST" });
    expect(restored.body.draft.programme).toEqual(first.programme);
    const { body } = await app.call<{ version: number }>("/v1/programme/publish", {
      body: { revision: restored.body.draft.revision },
    });
    await activate(body.version);
    expect((await app.call<{ programme: object }>("/v1/programme")).body.programme).toEqual(first.programme);
  });

  test("an earlier one comes back into force in one call", async () => {
    const { body: first } = await app.call<{ programme: object }>("/v1/programme/versions/1");
    const revision = await saveName("passing fashion");
    const { body: fashion } = await app.call<{ version: number }>("/v1/programme/publish", { body: { revision } });
    await activate(fashion.version);
    const undone = await app.call<{ published: { version: number; status: string }; draft: { revision: number } }>(
      "/v1/programme/versions/1/restore",
      { body: { publish: true, note: "undo" } },
    );
    expect(undone.status).toBe(200);
    expect(undone.body.published).toEqual({ version: fashion.version + 1, status: "activating" });
    expect(undone.body.draft.revision).toBe(0);
    await activate(undone.body.published.version);
    expect((await app.call<{ programme: object }>("/v1/programme")).body.programme).toEqual(first.programme);
    const again = await app.call<ProblemAnswer>("/v1/programme/versions/1/restore", { body: { publish: true } });
    expect(again.body.code).toBe("programme.draft_unchanged");
    expect((await draft()).draft.revision).toBe(0);
  });

  test("one that waits for its day can be cancelled, once, and another takes its place", async () => {
    const validFrom = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    const { body } = await app.call<{ version: number }>("/v1/programme/publish", {
      body: { revision: await saveName("later"), validFrom },
    });
    const cancel = () =>
      app.call<{ status: string; code: string }>(`/v1/programme/versions/${body.version}/cancel`, { method: "POST" });
    const answers = await Promise.all(Array.from({ length: 5 }, cancel));
    expect(answers.filter((answer) => answer.status === 200).map((answer) => answer.body.status)).toEqual([
      "cancelled",
    ]);
    expect(answers.find((answer) => answer.status !== 200)?.body.code).toBe("programme.not_scheduled");
    app.clock.advance(2 * 86_400_000);
    await programmes.jobs?.["programme.start_scheduled"]?.(
      {},
      { logger: app.platform.logger, signal: new AbortController().signal },
    );
    expect((await app.call<{ status: string }>(`/v1/programme/versions/${body.version}`)).body.status).toBe(
      "cancelled",
    );
    const next = await app.call("/v1/programme/publish", { body: { revision: await saveName("instead") } });
    expect(next.status).toBe(202);
    expect((await app.call("/v1/programme/versions/9999/cancel", { method: "POST" })).status).toBe(404);
  });

  test("are listed newest first, page by page, and one that never was is not found", async () => {
    const page = await app.call<{ items: { version: number }[]; nextCursor: string }>("/v1/programme/versions?limit=2");
    const [newest, second] = page.body.items.map((item) => item.version);
    const next = await app.call<{ items: { version: number }[] }>(
      `/v1/programme/versions?limit=1&cursor=${page.body.nextCursor}`,
    );
    expect(second).toBe((newest ?? 0) - 1);
    expect(next.body.items[0]?.version).toBe((newest ?? 0) - 2);
    expect((await app.call("/v1/programme/versions/9999")).status).toBe(404);
    expect((await app.call("/v1/programme/versions?cursor=x")).status).toBe(400);
  });
});

describe("a programme as a file", () => {
  test("goes out and comes in unchanged, into the draft, with what is wrong with it", async () => {
    const exported = await app.call<{ format: string; programme: object }>("/v1/programme/export");
    expect(exported.headers["content-disposition"]).toMatch(/programme-v\d+\.json/);
    const { body: imported } = await app.call<DraftAnswer & { findings: unknown[] }>("/v1/programme/import", {
      body: exported.body,
    });
    expect(imported.draft.programme).toEqual(exported.body.programme);
    expect(imported.differences).toEqual([]);
    expect(imported.findings).toEqual([]);
    const broken = await app.call<{ findings: { pointer: string }[] }>("/v1/programme/import", {
      body: { programme: { ...exported.body.programme, currency: "XXY" } },
    });
    expect(broken.body.findings.map((finding) => finding.pointer)).toContain("/currency");
  });

  test("of a version or the draft, and of nothing that never was", async () => {
    await saveName("draft of mine");
    const mine = await app.call<{ version: null; programme: { name: object } }>("/v1/programme/export?version=draft");
    expect(mine.body).toMatchObject({ version: null, programme: { name: { en: "draft of mine" } } });
    expect((await app.call<{ version: number }>("/v1/programme/export?version=1")).body.version).toBe(1);
    expect((await app.call("/v1/programme/export?version=9999")).status).toBe(404);
  });

  test("of an earlier format is brought up to date, of a later one refused", async () => {
    const { programme } = (await draft()).draft;
    const rules = [
      {
        id: "r",
        name: { zh: "规", en: "rule" },
        wallet: "points",
        trigger: "order",
        amount: { kind: "fixed", points: 1 },
        maxPerOrder: 5,
      },
    ];
    const file = { format: "regulars.programme", formatVersion: 1, programme: { ...programme, rules } };
    const { body } = await app.call<DraftAnswer & { findings: unknown[] }>("/v1/programme/import", { body: file });
    expect(body.findings).toEqual([]);
    expect(body.draft.programme.rules).toMatchObject([
      { trigger: { kind: "order" }, caps: [{ per: "order", points: 5 }] },
    ]);
    const later = await app.call<ProblemAnswer>("/v1/programme/import", { body: { ...file, formatVersion: 3 } });
    expect(later).toMatchObject({ status: 422, body: { code: "programme.format_unknown" } });
  });
});

describe("presets", () => {
  test("of a wallet adds it, or takes the place of the one of its id", async () => {
    const added = await app.call<DraftAnswer>("/v1/presets/wallet-growth/apply", { body: {} });
    const wallets = added.body.draft.programme.wallets as { id: string; spendable: boolean }[];
    expect(wallets.map((wallet) => wallet.id)).toEqual(["points", "growth"]);
    expect(wallets[1]?.spendable).toBe(false);
    const replaced = await app.call<DraftAnswer>("/v1/presets/wallet-basic/apply", { body: {} });
    expect((replaced.body.draft.programme.wallets as { id: string }[]).map((wallet) => wallet.id)).toEqual([
      "points",
      "growth",
    ]);
    expect(replaced.body.differences.map((change) => change.path)).toContain("/wallets/points/expiry");
  });

  test("are listed, laid over the draft and refused when unknown", async () => {
    const { body } = await app.call<{ items: { id: string; kind: string }[] }>("/v1/presets");
    expect(body.items.map((preset) => preset.id)).toEqual(expect.arrayContaining(["retail-plain", "tiers-t3", "cafe"]));
    const laid = await app.call<DraftAnswer>("/v1/presets/tiers-t1/apply", { body: { currency: "GBP" } });
    expect(laid.body.draft.programme.currency).toBe("GBP");
    expect((await app.call("/v1/presets/nothing/apply", { body: {} })).status).toBe(404);
    const wrong = await app.call<ProblemAnswer>("/v1/presets/cafe/apply", { body: { currency: "QQQQ" } });
    expect(wrong).toMatchObject({ status: 400, body: { code: "request.invalid" } });
  });
});

test("changing the programme needs programme:write", async () => {
  const authorization = `Bearer ${await app.keyWith(["programme:read"])}`;
  const writes = [
    ["PUT", "/v1/programme/draft", { programme: {}, revision: 0 }],
    ["DELETE", "/v1/programme/draft", undefined],
    ["POST", "/v1/programme/publish", { revision: 0 }],
    ["POST", "/v1/programme/import", { programme: {} }],
    ["POST", "/v1/programme/versions/1/restore", undefined],
    ["POST", "/v1/programme/versions/1/cancel", undefined],
    ["POST", "/v1/presets/cafe/apply", {}],
    ["POST", "/v1/stores", { id: "sto_x", name: "x" }],
  ] as const;
  for (const [method, url, body] of writes) {
    const answer = await app.call(url, { method, body, headers: { authorization } });
    expect(answer.status, `${method} ${url}`).toBe(403);
  }
  expect((await app.call("/v1/programme/draft", { headers: { authorization } })).status).toBe(200);
});

describe("in words", () => {
  test("rules, ladders and changes are said in both languages, also of a half typed draft", async () => {
    const { programme } = (await draft()).draft;
    const ladders = structuredClone(programme.ladders) as { tiers: { id: string; from: number }[] }[];
    const gold = ladders[0]?.tiers.find((tier) => tier.id === "gold");
    if (gold) gold.from = 600_000;
    const [rule] = programme.rules as object[];
    const rules = [{ ...rule, name: "half typed" }, { id: "new" }];
    const body = { programme: { ...programme, ladders, rules, zone: "Nowhere" }, revision: 0 };
    const { body: saved } = await app.call<DraftAnswer>("/v1/programme/draft", { method: "PUT", body });
    expect(saved.differences).toHaveLength(1);
    expect(saved.differences[0]).toMatchObject({ path: "/ladders/main/tiers/gold/from", kind: "changed" });
    expect(saved.differences[0]?.en).toContain("6,000.00");
    expect(saved.words.rules).toEqual([]);
  });

  test("a condition is said while it is typed, or why it cannot be", async () => {
    const say = async (condition: unknown, scope?: string) =>
      (
        await app.call<{ zh: string; en: string; findings: { pointer: string }[] }>("/v1/programme/sentence", {
          body: { condition, ...(scope === undefined ? {} : { scope }) },
        })
      ).body;
    const said = await say({ tier: { ladder: "main", is: "at_least", tier: "gold" } });
    expect(said.findings).toEqual([]);
    expect(said.zh).toContain("金卡");
    expect(said.en).toContain("Gold");
    expect((await say({ tier: { ladder: "main", is: "at_least", tier: "wood" } })).findings).toHaveLength(1);
    expect((await say({ field: "member.shoe", op: "eq", value: 1 })).findings).not.toEqual([]);
    expect((await say({ nonsense: true })).findings[0]?.pointer).toMatch(/^\/condition/);
    const ofEvent = { field: "event.properties.streak", op: "gte", value: 7 };
    expect((await say(ofEvent)).findings).toHaveLength(1);
    expect((await say(ofEvent, "event")).findings).toEqual([]);
  });
});
