import type { Command } from "commander";
import { requestRebuild } from "../../platform/lens/source.ts";
import type { Platform } from "../../platform/platform.ts";

/** `regulars lens rebuild`: the running server, or the next one, fills the lens anew. */
export function lensCli(program: Command, pool: Platform["pool"]): void {
  program
    .command("lens")
    .description("the columnar copy that figures come from")
    .command("rebuild")
    .description("fill it anew from PostgreSQL; the server does so within seconds, or when it starts")
    .action(async () => {
      await requestRebuild(pool);
      console.log("The lens will be filled anew. Figures are back when `/v1/insights/status` says ready.");
    });
}
