import type { OrderReference } from "./till-command.ts";

export function businessKey(source: string, externalId: string): string {
  return `${source}\n${externalId}`;
}

export function orderKeyOf(reference: OrderReference): string {
  return "id" in reference ? reference.id : businessKey(reference.source, reference.externalId);
}
