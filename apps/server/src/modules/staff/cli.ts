import { permissions } from "@regulars/contracts";
import type { Command } from "commander";
import { systemActor } from "../../platform/auth/actor.ts";
import { toPublicId } from "../../platform/ids.ts";
import { createApiKey } from "./commands/create-api-key.ts";
import type { StaffDeps } from "./index.ts";
import { makeOwnerLink } from "./links.ts";

/** `owner link` and `key create`. */
export function staffCli(program: Command, { db, clock, audit, config }: StaffDeps): void {
  const owner = program.command("owner").description("the owner's account");
  owner
    .command("link")
    .description("print a fresh one-time link with which somebody becomes an owner; older owner links stop working")
    .action(async () => {
      const context = { actor: systemActor, now: clock.now(), publicUrl: config.publicUrl };
      const link = await db.transaction().execute(async (tx) => {
        const made = await makeOwnerLink(tx, context);
        await audit.record(tx, systemActor, {
          action: "staff.invited",
          target: toPublicId("inv", made.invitation.id),
          after: { role: "owner" },
        });
        return made;
      });
      console.log(link.url);
    });

  const key = program.command("key").description("API keys");
  key
    .command("create")
    .description("make an API key and print it once")
    .requiredOption("--name <name>", "what the key is for")
    .option("--scopes <list>", "comma-separated permissions", permissions.join(","))
    .option("--store <id>", "the one store the key speaks for")
    .action(async (options: { name: string; scopes: string; store?: string }) => {
      const wanted = options.scopes.split(",").map((scope) => scope.trim());
      const unknown = wanted.filter((scope) => !permissions.some((permission) => permission === scope));
      if (unknown.length > 0)
        throw new Error(`Unknown scope ${unknown.join(", ")}. There are: ${permissions.join(", ")}`);
      const scopes = permissions.filter((permission) => wanted.includes(permission));
      const input = { name: options.name, scopes, ...(options.store && { storeId: options.store }) };
      const { secret } = await db.transaction().execute((tx) => createApiKey(tx, systemActor, input, { audit }));
      console.log(secret);
    });
}
