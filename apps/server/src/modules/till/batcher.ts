import type { TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";

interface Waiting {
  command: TillCommand;
  /** Commands that share a key are decided one after another, in the order they came. */
  keys: string[];
  resolve: (answer: TillAnswer) => void;
  reject: (error: unknown) => void;
}

export interface Batcher {
  submit(command: TillCommand): Promise<TillAnswer>;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
  waiting(): number;
}

const fewestWorthSharing = 64;
/** While another lane runs, a batch waits this long for company, or until this many wait: each batch costs a commit. */
const gatherMilliseconds = 2;
const enoughToGo = 32;

export interface BatcherOptions {
  /** Transactions at the same time. */
  lanes: number;
  mostPerBatch: number;
  record: (commands: TillCommand[]) => Promise<TillAnswer[]>;
}

/**
 * Gathers the commands that wait at the same moment into one transaction. A lone request is recorded at once; while another lane
 * runs, a batch waits a moment for company. A member's commands are never in two lanes at once, so that lanes do not wait for each other's locks.
 */
export function createBatcher({ lanes, mostPerBatch, record }: BatcherOptions): Batcher {
  let queue: Waiting[] = [];
  const busyKeys = new Set<string>();
  let running = 0;
  let isScheduled = false;
  let gathering: NodeJS.Timeout | undefined;
  let onIdle: (() => void)[] = [];

  function schedule(): void {
    if (running >= lanes || queue.length === 0) return;
    if (running === 0 || queue.length >= enoughToGo) goNow();
    else gathering ??= setTimeout(goNow, gatherMilliseconds);
  }

  function goNow(): void {
    clearTimeout(gathering);
    gathering = undefined;
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      fillLanes();
    });
  }

  function fillLanes(): void {
    while (running < lanes && queue.length > 0) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      void run(batch);
    }
  }

  function takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const heldBack = new Set<string>();
    const most = Math.min(mostPerBatch, shareOf(queue.length));
    for (const item of queue) {
      const mustWait = batch.length >= most || item.keys.some((key) => busyKeys.has(key) || heldBack.has(key));
      if (mustWait) {
        for (const key of item.keys) heldBack.add(key);
        rest.push(item);
      } else batch.push(item);
    }
    queue = rest;
    return batch;
  }

  /** While many wait, each free lane takes its share, so that one is decided while the database writes the other. */
  function shareOf(waiting: number): number {
    return waiting < fewestWorthSharing ? waiting : Math.ceil(waiting / (lanes - running));
  }

  async function run(batch: Waiting[]): Promise<void> {
    running += 1;
    for (const item of batch) for (const key of item.keys) busyKeys.add(key);
    try {
      const answers = await record(batch.map((item) => item.command));
      for (const [index, item] of batch.entries()) {
        const answer = answers[index];
        if (answer) item.resolve(answer);
        else item.reject(new Error("the batch gave no answer for a command"));
      }
    } catch (error) {
      for (const item of batch) item.reject(error);
    } finally {
      for (const item of batch) for (const key of item.keys) busyKeys.delete(key);
      running -= 1;
      if (queue.length > 0) schedule();
      else if (running === 0) {
        for (const done of onIdle) done();
        onIdle = [];
      }
    }
  }

  return {
    submit: (command) =>
      new Promise<TillAnswer>((resolve, reject) => {
        queue.push({ command, keys: keysOf(command), resolve, reject });
        schedule();
      }),
    idle: () =>
      running === 0 && queue.length === 0 ? Promise.resolve() : new Promise<void>((resolve) => onIdle.push(resolve)),
    waiting: () => queue.length,
  };
}

/** The members where they are known, else what leads to them; guests have nobody to wait for. */
export function keysOf(command: TillCommand): string[] {
  switch (command.kind) {
    case "refund":
      return ["id" in command.order ? command.order.id : `${command.order.source}\n${command.order.externalId}`];
    case "claim":
      return [command.orderId];
    case "order":
    case "event":
      if (command.memberId) return [command.memberId];
      return [
        command.identity
          ? `${command.identity.kind}:${command.identity.value}`
          : `${command.source}\n${command.externalId}`,
      ];
    case "transfer":
      return [command.memberId, command.toMemberId];
    case "reverse":
      return command.partnerId ? [command.memberId, command.partnerId] : [command.memberId];
    default:
      return [command.memberId];
  }
}
