import { resolve } from "node:path";

/** A path typed at the terminal, meant from where the person stands; npm runs commands from the root of the clone. */
export function callerPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
