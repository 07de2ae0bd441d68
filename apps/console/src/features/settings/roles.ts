import type { Role } from "../../shared/api/types.ts";

export const roles: Role[] = ["owner", "operator", "analyst", "clerk"];
