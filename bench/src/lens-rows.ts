/** Made-up rows for a lens that stands alone, the same in every run. */

export type Run = (sql: string, params?: Record<string, unknown>) => Promise<void>;

export interface RowCounts {
  rows: number;
  members: number;
  /** Orders of one to three lines, for questions about products; without, orders have none. */
  hasLines?: boolean;
}

const chunk = 1_000_000;
const guest = "toUUID('00000000-0000-0000-0000-000000000000')";
const id = (n: string) => `toUUID(concat('01900000-0000-7000-8000-', leftPad(lower(hex(toUInt64(${n}))), 12, '0')))`;

/** One to three lines that share the price of the order. */
const lineColumns = ["line_no", "sku", "name", "category", "quantity", "unit_price", "discount", "net"]
  .concat(["refunded_quantity", "refunded_amount"])
  .map((column) => `lines.${column}`);
const lineValues = `range(1, 2 + cityHash64(number, 3) % 3) AS line, arrayMap(n -> concat('SKU-', toString(cityHash64(number, n, 4) % 500)), line) AS sku,
  sku, arrayMap(n -> concat('cat_', toString(cityHash64(number, n, 4) % 12)), line), arrayMap(n -> 1, line),
  arrayMap(n -> intDiv(price, length(line)) + if(n = 1, price % length(line), 0), line) AS paid, arrayMap(n -> 0, line), paid,
  arrayMap(n -> number % 40 = 0, line), arrayMap(p -> if(number % 40 = 0, p, 0), paid)`;

/** Members join over three years; each buys with a rhythm of their own; one order in twelve is a guest's. */
export async function generate(run: Run, { rows, members, hasLines = false }: RowCounts): Promise<void> {
  await run(`INSERT INTO members (bucket, id, birthday, gender, kind, status, source_channel, source_store, attributes, joined_at, stage, demo, txid)
    SELECT number % 256, ${id("number")}, toDate32('1960-01-01') + cityHash64(number, 5) % 16000, ['female', 'male'][1 + cityHash64(number, 6) % 2],
      'person', 'active', ['pos', 'app', 'web'][1 + cityHash64(number, 7) % 3], concat('sto_', toString(cityHash64(number, 8) % 8)), '{}',
      toDateTime64('2023-07-01 00:00:00', 6, 'UTC') + toIntervalSecond(cityHash64(number) % 94608000), ['new', 'active', 'loyal', 'lost'][1 + cityHash64(number, 9) % 4], 0, 1
    FROM numbers(${members})`);
  await run(
    `INSERT INTO member_tiers SELECT number % 256, ${id("number")}, 'main', ['silver', 'gold', 'normal'][1 + number % 3], now(), NULL, 1 FROM numbers(${members})`,
  );
  for (let from = 0; from < rows; from += chunk) {
    await run(`INSERT INTO orders (bucket, id, member_id, source, store_id, channel, currency, placed_at, recorded_at, gross, net, refunded, complete_refund, demo, txid${hasLines ? `, ${lineColumns.join(", ")}` : ""})
      SELECT number % 256, generateUUIDv7(number), if(number % 12 = 0, ${guest}, ${id(`toUInt64(pow(cityHash64(number) / 18446744073709551615, 2) * ${members - 1})`)}),
        'bench', concat('sto_', toString(number % 8)), 'pos', 'CNY', toDateTime64('2026-06-30 00:00:00', 6, 'UTC') - toIntervalSecond(cityHash64(number, 1) % 63072000), now(),
        500 + cityHash64(number, 2) % 20000 AS price, price, if(number % 40 = 0, price, 0), number % 40 = 0, 0, number${hasLines ? `, ${lineValues}` : ""}
      FROM numbers(${from}, ${Math.min(chunk, rows - from)})`);
  }
}

/** What models would have said of the members, for questions that group or filter by it. */
export async function generateScores(run: Run): Promise<void> {
  await run(`INSERT INTO member_values (member_id, scored, rfm_group, consumption_type, potential, churn_probability, personalised)
    SELECT id, 1, ['champions', 'keep', 'develop', 'winBack', 'regular', 'usual', 'fresh', 'leaving'][1 + cityHash64(id, 1) % 8],
      ['saver', 'experience', 'value'][1 + cityHash64(id, 2) % 3], ['high', 'mid', 'low'][1 + cityHash64(id, 3) % 3], cityHash64(id, 4) % 1000 / 1000, 1
    FROM members`);
}
