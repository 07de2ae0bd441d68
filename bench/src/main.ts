const benches = {
  till: "orders over HTTP beside the least SQL that could earn points",
  heavy: "a member with ten thousand open lots beside one with ten",
  expiry: "the till while a million lots expire",
  tiers: "the tiers of a million members looked at in one run",
  plans: "every statement of the till on a large seed, with its plan",
  import: "the demo's file through the import beside COPY into a bare table",
  decide: "lives of members through the engine alone, on one core",
  replay: "the demo's history replayed by the simulator, from memory and from the database",
  insights: "stages, RFM and tiers in the lens beside hand-written SQL",
  models: "fits of the value models beside lifetimes and CLVTools, and scores of a million customers",
  lens: "summaries, questions of the explorer, freshness beside the till and a fill of the lens",
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !(name in benches)) {
  const lines = Object.entries(benches).map(([key, what]) => `  npm run bench -- ${key.padEnd(9)} ${what}`);
  console.error(["Which bench?", ...lines].join("\n"));
  process.exit(2);
}
process.argv.splice(2, process.argv.length - 2, ...args);
await import(`./${name}.ts`);
