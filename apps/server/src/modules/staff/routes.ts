import * as contract from "@regulars/contracts";
import { z } from "zod";
import type { Tx } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId } from "../../platform/ids.ts";
import { changeOwnAccount, changeStaff } from "./commands/change-staff.ts";
import { inviteStaff } from "./commands/invite-staff.ts";
import { withdrawStaff } from "./commands/withdraw-staff.ts";
import type { StaffDeps } from "./index.ts";
import { about } from "./queries/about.ts";
import { auditPage } from "./queries/audit-page.ts";
import { changeSettings, readSettings } from "./settings.ts";
import { findPerson, listOpenInvitations, listPeople, presentInvitation } from "./store.ts";

const noContent = z.null().describe("Done; nothing to tell");

/** Who am I, colleagues, audit log, settings and about. */
export function staffRoutes(app: App, deps: StaffDeps): void {
  const { db, clock, audit, config } = deps;
  const startedAt = clock.now();
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);

  async function person(publicId: string) {
    const found = await findPerson(db, fromPublicId("stf", publicId));
    return found ?? refuse("not_found");
  }

  app.get(
    "/v1/session",
    {
      config: { access: "authenticated" },
      schema: {
        operationId: "getSession",
        summary: "Who the caller is and what they may do",
        tags: ["staff"],
        response: { 200: contract.sessionResponseSchema },
      },
    },
    async (request) => {
      const { actor } = request;
      const settings = await readSettings(db);
      const account = actor.kind === "staff" ? await person(actor.id) : null;
      return {
        kind: actor.kind === "staff" ? ("staff" as const) : ("key" as const),
        id: actor.id,
        name: actor.name,
        email: account?.email ?? null,
        role: actor.role,
        permissions: [...actor.permissions],
        storeId: actor.storeId,
        locale: account?.locale ?? settings.locale,
        organisationName: settings.organisationName,
      };
    },
  );

  app.patch(
    "/v1/session",
    {
      config: { access: "authenticated" },
      schema: {
        operationId: "changeOwnAccount",
        summary: "Change one's own name or language",
        tags: ["staff"],
        body: contract.changeOwnAccountRequestSchema,
        response: { 200: contract.staffPersonResponseSchema },
      },
    },
    async (request) => {
      const { actor, body } = request;
      await inTransaction((tx) => changeOwnAccount(tx, actor, body, { audit, now: clock.now() }));
      return { person: await person(actor.id) };
    },
  );

  app.get(
    "/v1/staff",
    {
      config: { access: "settings:read" },
      schema: {
        operationId: "listStaff",
        summary: "Everyone who can sign in, and open invitations",
        tags: ["staff"],
        response: { 200: contract.staffListResponseSchema },
      },
    },
    async () => {
      const invitations = await listOpenInvitations(db, clock.now());
      return { items: await listPeople(db), invitations: invitations.map(presentInvitation) };
    },
  );

  app.post(
    "/v1/staff",
    {
      config: { access: "staff:write" },
      schema: {
        operationId: "inviteStaff",
        summary: "Invite a colleague with a one-time link",
        tags: ["staff"],
        body: contract.inviteStaffRequestSchema,
        response: { 201: contract.inviteStaffResponseSchema },
      },
    },
    async (request, reply) => {
      const context = { audit, now: clock.now(), publicUrl: config.publicUrl };
      const { invitation, url } = await inTransaction((tx) => inviteStaff(tx, request.actor, request.body, context));
      return reply.code(201).send({ invitation: presentInvitation(invitation), link: url });
    },
  );

  app.patch(
    "/v1/staff/:id",
    {
      config: { access: "staff:write" },
      schema: {
        operationId: "changeStaff",
        summary: "Change a colleague's name, role, store or access",
        tags: ["staff"],
        params: contract.staffIdParamsSchema,
        body: contract.changeStaffRequestSchema,
        response: { 200: contract.staffPersonResponseSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      await inTransaction((tx) => changeStaff(tx, request.actor, { ...request.body, id }, { audit, now: clock.now() }));
      return { person: await person(id) };
    },
  );

  app.delete(
    "/v1/staff/:id",
    {
      config: { access: "staff:write" },
      schema: {
        operationId: "withdrawStaff",
        summary: "Take away a colleague's access, or end an invitation",
        tags: ["staff"],
        params: contract.staffIdParamsSchema,
        response: { 204: noContent },
      },
    },
    async (request, reply) => {
      await inTransaction((tx) => withdrawStaff(tx, request.actor, request.params.id, { audit, now: clock.now() }));
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/v1/audit",
    {
      config: { access: "audit:read" },
      schema: {
        operationId: "listAudit",
        summary: "Who changed what, newest first",
        tags: ["staff"],
        querystring: contract.auditQuerySchema,
        response: { 200: contract.auditPageSchema },
      },
    },
    (request) => auditPage(db, request.query),
  );

  app.get(
    "/v1/settings",
    {
      config: { access: "settings:read" },
      schema: {
        operationId: "getSettings",
        summary: "Settings of the installation",
        tags: ["settings"],
        response: { 200: contract.settingsSchema },
      },
    },
    () => readSettings(db),
  );

  app.patch(
    "/v1/settings",
    {
      config: { access: "settings:write" },
      schema: {
        operationId: "changeSettings",
        summary: "Change settings of the installation",
        tags: ["settings"],
        body: contract.changeSettingsRequestSchema,
        response: { 200: contract.settingsSchema },
      },
    },
    (request) => inTransaction((tx) => changeSettings(tx, request.actor, request.body, { audit })),
  );

  app.get(
    "/v1/about",
    {
      config: { access: "settings:read" },
      schema: {
        operationId: "getAbout",
        summary: "Versions, the state of the lens, and room used",
        tags: ["settings"],
        response: { 200: contract.aboutResponseSchema },
      },
    },
    () => about(deps, startedAt),
  );
}
