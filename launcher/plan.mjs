/** Node that runs the program itself. */
export const neededNode = 24;
/** Node that can at least run this launcher. */
export const oldestNode = 18;

/**
 * The major number of a version such as `v20.11.1`.
 * @param {string} version
 */
export function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);
}

/**
 * What stands in the way of starting at all, or null.
 * @param {string} version
 */
export function refusalFor(version) {
  if (majorOf(version) >= oldestNode) return null;
  return `Regulars needs Node ${oldestNode} or newer to start (this is ${version}); Node 20 or newer is best. See https://nodejs.org`;
}

/**
 * Whether packages must be installed: never done, or for another lock file, or for another kind of machine.
 * @param {{ stamp: string | null, wanted: string }} state
 */
export function needsInstall({ stamp, wanted }) {
  return stamp === null || stamp.trim() !== wanted;
}

/**
 * Which command line runs what the person asked for, after the bootstrap.
 * @param {string} command
 * @param {string[]} args
 */
export function stepsFor(command, args) {
  switch (command) {
    case "start":
      return isHelp(args) ? { web: false, run: ["server", ...args] } : { web: true, run: ["server", ...args] };
    case "regulars":
      return { web: false, run: ["cli", ...args] };
    case "dev":
      return { web: false, run: ["dev", ...args] };
    case "check":
      return { web: false, run: ["check", ...args] };
    case "test":
      return { web: true, run: ["test", ...args] };
    case "bench":
      return { web: false, run: ["bench", ...args] };
    case "generate":
      return { web: false, run: ["generate", ...args] };
    default:
      return null;
  }
}

/** @param {string[]} args */
function isHelp(args) {
  return args.includes("--help") || args.includes("-h");
}

/**
 * How many tests passed and failed, from Vitest's JSON report.
 * @param {{ numPassedTests?: number, numFailedTests?: number, numFailedTestSuites?: number, testResults?: { status: string, assertionResults: unknown[] }[] }} report
 */
export function countTests(report) {
  // A file that could not even be loaded has no test of its own that failed.
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests ?? 0, failed: (report.numFailedTests ?? 0) + broken };
}
