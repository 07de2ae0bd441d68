import { spawn } from "node:child_process";

/**
 * Runs a program with the terminal passed on and resolves with its exit code. Signals sent to us are sent on; one from
 * the terminal reaches the program by itself, and the program takes a second one calmly.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, watch?: boolean }} options
 * @returns {Promise<number>}
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    // The channel tells the program when this launcher is gone, however it went.
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = options.watch ? ["inherit", "inherit", "inherit", "ipc"] : "inherit";
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => child.kill(signal);
    /** @type {NodeJS.Signals[]} */
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, pass);
    const orphaned = options.watch ? whenOrphaned(() => child.kill("SIGTERM")) : undefined;
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearInterval(orphaned);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 1));
    });
  });
}

/**
 * npm passes a signal to the shell it runs us in, and the shell dies of it without telling us: that our parent is gone
 * is then all we hear. Started by hand we may well outlive our parent.
 * @param {() => void} act
 */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && act(), 250);
}

/**
 * Runs a program without showing anything; resolves with its exit code and all it said.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const env = { ...(options.env ?? process.env), NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn(command, args, { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
    child.on("error", (error) => resolve({ code: 1, output: String(error.message) }));
    child.on("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
      resolve({ code: code ?? 1, output });
    });
  });
}
