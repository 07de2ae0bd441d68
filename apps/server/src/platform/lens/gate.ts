interface Waiter {
  exclusive: boolean;
  open(): void;
}

/**
 * Readers share, a swap of rows stands alone, so that no query sees an order both ways or not at all.
 * At most `limit` readers work at once; those who wait are let in in order.
 */
export function createGate(limit: number) {
  const queue: Waiter[] = [];
  let readers = 0;
  let swapping = false;

  function admit(): void {
    for (let next = queue[0]; next; next = queue[0]) {
      const fits = next.exclusive ? readers === 0 && !swapping : !swapping && readers < limit;
      if (!fits) return;
      queue.shift();
      if (next.exclusive) swapping = true;
      else readers += 1;
      next.open();
    }
  }

  async function pass<T>(exclusive: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((open) => {
      queue.push({ exclusive, open });
      admit();
    });
    try {
      return await work();
    } finally {
      if (exclusive) swapping = false;
      else readers -= 1;
      admit();
    }
  }

  return {
    shared: <T>(work: () => Promise<T>) => pass(false, work),
    alone: <T>(work: () => Promise<T>) => pass(true, work),
    waiting: () => queue.length,
  };
}
export type Gate = ReturnType<typeof createGate>;
