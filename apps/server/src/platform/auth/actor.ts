import { type Permission, permissions, type Role, rolePermissions } from "@regulars/contracts";

/** Who acts: a person of the staff, an API key, or the program itself. */
export interface Actor {
  kind: "staff" | "key" | "system";
  id: string;
  name: string;
  role: Role | null;
  permissions: Set<Permission>;
  storeId: string | null;
}

/** The actor of jobs, first boot and the command line. */
export const systemActor: Actor = {
  kind: "system",
  id: "system",
  name: "Regulars",
  role: null,
  permissions: new Set(permissions),
  storeId: null,
};

export function staffActor(person: { id: string; name: string; role: Role; storeId: string | null }): Actor {
  return { ...person, kind: "staff", permissions: new Set(rolePermissions[person.role]) };
}
