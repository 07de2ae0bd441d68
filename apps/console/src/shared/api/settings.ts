import { request } from "./http.ts";
import type { Permission, Role } from "./types.ts";

export interface ApiKey {
  id: string;
  name: string;
  hint: string;
  scopes: Permission[];
  storeId: string | null;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface StaffPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  storeId: string | null;
  disabled: boolean;
  createdAt: string;
  lastSeenAt: string | null;
}

export interface StaffInvitation {
  id: string;
  role: Role;
  email: string | null;
  storeId: string | null;
  createdAt: string;
  expiresAt: string;
}

export interface Settings {
  organisationName: string;
  locale: "zh-CN" | "en";
}

export interface About {
  version: string;
  node: string;
  postgres: string;
  lens: { engine: string; ready: boolean; reason: string | null };
  databaseBytes: number;
  dataDir: string;
  dataDirBytes: number;
  startedAt: string;
}

export const settings = {
  apiKeys: () => request<{ items: ApiKey[] }>("GET", "/v1/api-keys"),
  createApiKey: (input: { name: string; scopes: Permission[]; storeId?: string }) =>
    request<{ apiKey: ApiKey; secret: string }>("POST", "/v1/api-keys", { body: input }),
  revokeApiKey: (id: string) => request<unknown>("DELETE", `/v1/api-keys/${encodeURIComponent(id)}`),
  staff: () => request<{ items: StaffPerson[]; invitations: StaffInvitation[] }>("GET", "/v1/staff"),
  invite: (input: { role: Role; email?: string; storeId?: string }) =>
    request<{ invitation: StaffInvitation; link: string }>("POST", "/v1/staff", { body: input }),
  changeStaff: (id: string, input: { role?: Role; disabled?: boolean }) =>
    request<unknown>("PATCH", `/v1/staff/${encodeURIComponent(id)}`, { body: input }),
  removeStaff: (id: string) => request<unknown>("DELETE", `/v1/staff/${encodeURIComponent(id)}`),
  read: () => request<Settings>("GET", "/v1/settings"),
  change: (input: Partial<Settings>) => request<Settings>("PATCH", "/v1/settings", { body: input }),
  about: () => request<About>("GET", "/v1/about"),
};
