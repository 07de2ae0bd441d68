import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { applyCurrency } from "./currency.ts";
import { describeWallet } from "./describe.ts";
import { applyPreset, type Preset, presetSchema } from "./preset.ts";
import { accepted, at, live, programme } from "./test-builders.ts";
import { fullProgramme } from "./test-full-programme.ts";
import { validateProgramme } from "./validate.ts";

const folder = fileURLToPath(new URL("../../../presets/", import.meta.url));
const presets = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => presetSchema.parse(JSON.parse(readFileSync(`${folder}${name}`, "utf8"))));
const wallets = presets.filter((preset) => preset.kind === "wallet");
const programmes = presets.filter((preset) => preset.kind === "programme");

function preset(id: string): Preset {
  return presets.find((one) => one.id === id) ?? expect.fail(`no preset ${id}`);
}

describe("wallet presets", () => {
  it("are the seven kinds of points, and vouchers", () => {
    expect(wallets.map((one) => one.wallet.id).sort()).toEqual(
      ["green_points", "growth", "miles", "points", "social_points", "stars", "task_points", "upgrade_vouchers"].sort(),
    );
  });

  it.each(programmes.flatMap((base) => wallets.map((one) => [one.id, base.id] as const)))(
    "%s fits %s without a finding and is said in both languages",
    (id, base) => {
      const before = applyPreset(null, preset(base));
      const after = applyPreset(before, preset(id));
      expect(validateProgramme(after)).toEqual(validateProgramme(before));
      const own = wallets.find((one) => one.id === id)?.wallet.id;
      const wallet = after.wallets.find((one) => one.id === own) ?? expect.fail("the wallet is not there");
      expect(describeWallet(wallet, after, "zh")).toMatch(/\p{Script=Han}/u);
      expect(describeWallet(wallet, after, "en")).not.toMatch(/\p{Script=Han}|undefined/u);
      expect({ ...after, wallets: before.wallets }).toEqual(before);
    },
  );

  it("the wallet of the same id is replaced in its place, another is added", () => {
    const before = applyPreset(programme(), preset("wallet-growth"));
    const after = applyPreset(before, preset("wallet-basic"));
    expect(after.wallets.map((wallet) => wallet.id)).toEqual(["points", "growth"]);
    expect(after.wallets[0]?.expiry.kind).toBe("duration");
  });

  it("growth value cannot pay and is no part of the total", () => {
    const life = live(applyPreset(programme(), preset("wallet-growth")));
    accepted(life.adjust("a", at("2026-03-01"), 500, { wallet: "growth" }));
    expect(life.order("o", at("2026-03-02"), 10_000, [{ wallet: "growth", points: 100 }])).toMatchObject({ ok: false });
    expect(life.compiled.wallets.get("growth")).toMatchObject({ weightBps: 0, spendable: false, costPer1000: 0 });
  });

  it("basic points can be spent seven days after the order and die at the end of the month a year later", () => {
    const life = live(applyPreset(programme(), preset("wallet-basic")));
    const entry = accepted(life.order("o", at("2026-03-02 10:00"), 10_000)).entries[0];
    expect(entry).toMatchObject({ amount: 100, availableAt: at("2026-03-09 10:00"), expiresAt: at("2027-04-01") });
  });
});

describe("another currency", () => {
  it("there and back changes no policy, table, budget, growth value or condition", () => {
    const full = fullProgramme();
    expect(applyCurrency(applyCurrency(full, "KWD"), "CNY")).toEqual(full);
  });

  it("keeps the figures of tables, growth values, keeping, budgets and lines", () => {
    const full = fullProgramme();
    full.ladders = full.ladders.map((ladder) =>
      ladder.id === "ev"
        ? {
            ...ladder,
            metric: { kind: "spend" },
            tiers: ladder.tiers.map((tier) => (tier.from > 0 ? { ...tier, from: 50_000, keep: 20_000 } : tier)),
          }
        : ladder,
    );
    const yen = applyCurrency(full, "JPY");
    expect(yen.rules[0]?.amount).toMatchObject({
      steps: [
        { from: 0, per: 1 },
        { from: 500, per: 1 },
      ],
    });
    expect(yen.ladders[0]?.metric).toMatchObject({
      parts: [{ per: 1 }, { per: 1 }, { per: 2 }, { per: 1 }, { per: 1 }],
    });
    expect(yen.ladders[0]?.tiers[1]).toMatchObject({ from: 1_000, keep: 800 });
    expect(yen.ladders[2]?.tiers[1]).toMatchObject({ from: 500, keep: 200 });
    expect(yen.budgets[0]).toMatchObject({ points: 100_000, money: 5_000 });
  });
});
