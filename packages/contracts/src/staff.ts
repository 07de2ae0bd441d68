import { z } from "zod";
import { idSchema, instantSchema, localeSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";
import { permissions, roles } from "./permissions.ts";

export const roleSchema = z.enum(roles);
export const permissionSchema = z.enum(permissions);

const nameSchema = z.string().trim().min(1).max(120);
const emailSchema = z.email().max(254).toLowerCase();
const passwordSchema = z.string().min(10).max(128);

/** Who the caller is and what they may do. */
export const sessionResponseSchema = z.object({
  kind: z.enum(["staff", "key"]),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: roleSchema.nullable(),
  permissions: z.array(permissionSchema),
  storeId: z.string().nullable(),
  locale: localeSchema,
  organisationName: z.string(),
});
export type SessionResponse = z.output<typeof sessionResponseSchema>;

/** What a one-time link offers, before it is used. */
export const setupLinkQuerySchema = z.object({ token: z.string().min(20).max(200) });
export const setupLinkResponseSchema = z.object({
  role: roleSchema,
  email: z.string().nullable(),
  expiresAt: instantSchema,
  organisationName: z.string(),
});

export const setupRequestSchema = z.strictObject({
  token: z.string().min(20).max(200),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
  locale: localeSchema.optional(),
});
export type SetupRequest = z.output<typeof setupRequestSchema>;

export const staffPersonSchema = z.object({
  id: idSchema("stf"),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  storeId: z.string().nullable(),
  locale: localeSchema.nullable(),
  disabled: z.boolean(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema.nullable(),
});
export type StaffPerson = z.output<typeof staffPersonSchema>;

export const staffInvitationSchema = z.object({
  id: idSchema("inv"),
  role: roleSchema,
  email: z.string().nullable(),
  storeId: z.string().nullable(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
});
export type StaffInvitation = z.output<typeof staffInvitationSchema>;

export const staffListResponseSchema = z.object({
  items: z.array(staffPersonSchema),
  invitations: z.array(staffInvitationSchema),
});

export const inviteStaffRequestSchema = z.strictObject({
  role: roleSchema,
  email: emailSchema.optional(),
  storeId: storeIdSchema.optional(),
});
export type InviteStaffRequest = z.output<typeof inviteStaffRequestSchema>;

/** The link is shown once. */
export const inviteStaffResponseSchema = z.object({ invitation: staffInvitationSchema, link: z.url() });

export const changeStaffRequestSchema = z.strictObject({
  name: nameSchema.optional(),
  role: roleSchema.optional(),
  storeId: storeIdSchema.nullable().optional(),
  disabled: z.boolean().optional(),
});
export type ChangeStaffRequest = z.output<typeof changeStaffRequestSchema>;

export const changeOwnAccountRequestSchema = z.strictObject({
  name: nameSchema.optional(),
  locale: localeSchema.nullable().optional(),
});
export type ChangeOwnAccountRequest = z.output<typeof changeOwnAccountRequestSchema>;

export const staffPersonResponseSchema = z.object({ person: staffPersonSchema });
export const staffIdParamsSchema = z.object({ id: z.string().max(80) });

export const apiKeySchema = z.object({
  id: idSchema("key"),
  name: z.string(),
  hint: z.string(),
  scopes: z.array(permissionSchema),
  storeId: z.string().nullable(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type ApiKey = z.output<typeof apiKeySchema>;

export const apiKeyListResponseSchema = z.object({ items: z.array(apiKeySchema) });

export const createApiKeyRequestSchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(permissionSchema).min(1).max(permissions.length),
  storeId: storeIdSchema.optional(),
});
export type CreateApiKeyRequest = z.output<typeof createApiKeyRequestSchema>;

/** `secret` is shown once. */
export const createApiKeyResponseSchema = z.object({ apiKey: apiKeySchema, secret: z.string() });

export const auditQuerySchema = pageQuerySchema.extend({
  target: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
});

export const auditEntrySchema = z.object({
  id: idSchema("aud"),
  at: instantSchema,
  actor: z.object({ kind: z.enum(["staff", "key", "system"]), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;
export const auditPageSchema = pageSchema(auditEntrySchema);

export const settingsSchema = z.object({
  organisationName: z.string(),
  locale: localeSchema,
});
export type Settings = z.output<typeof settingsSchema>;

export const changeSettingsRequestSchema = z.strictObject({
  organisationName: nameSchema.optional(),
  locale: localeSchema.optional(),
});
export type ChangeSettingsRequest = z.output<typeof changeSettingsRequestSchema>;

export const aboutResponseSchema = z.object({
  version: z.string(),
  node: z.string(),
  postgres: z.string(),
  lens: z.object({ engine: z.string(), ready: z.boolean(), reason: z.string().nullable() }),
  databaseBytes: z.int(),
  dataDir: z.string(),
  dataDirBytes: z.int(),
  startedAt: instantSchema,
});
