import type { Draft } from "./draft.ts";
import type { TransferInFact, TransferOutFact } from "./facts.ts";

/** Takes points that go to another member. Throws Refusal. */
export function sendTransfer(_draft: Draft, _fact: TransferOutFact): void {}

/** Opens the lots that came from another member. Throws Refusal. */
export function receiveTransfer(_draft: Draft, _fact: TransferInFact): void {}
