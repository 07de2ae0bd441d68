/** What a caller may do. Staff get them by role, API keys by scope. */
export const permissions = [
  "members:read",
  "members:write",
  "members:reveal",
  "orders:read",
  "orders:write",
  "points:read",
  "points:write",
  "programme:read",
  "programme:write",
  "insights:read",
  "insights:write",
  "imports:read",
  "imports:write",
  "settings:read",
  "settings:write",
  "keys:write",
  "staff:write",
  "audit:read",
  "demo:write",
] as const;

export type Permission = (typeof permissions)[number];

export const roles = ["owner", "operator", "analyst", "clerk"] as const;

export type Role = (typeof roles)[number];

const ownerOnly = new Set<Permission>(["settings:write", "keys:write", "staff:write"]);

/** The permissions each staff role has. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  operator: permissions.filter((permission) => !ownerOnly.has(permission)),
  analyst: permissions.filter((permission) => permission.endsWith(":read") || permission === "insights:write"),
  clerk: ["members:read", "members:write", "orders:read", "orders:write", "points:read", "programme:read"],
};
