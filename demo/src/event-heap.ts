/** Smallest key first; equal keys in the order of their ids, so that the result never depends on insertion. */
export interface EventHeap {
  push: (key: number, id: number) => void;
  /** null when empty. */
  peekKey: () => number | null;
  pop: () => number | null;
}

/** A binary heap over typed arrays: half a million members cost 8 MB. */
export function eventHeap(capacity: number): EventHeap {
  const keys = new Float64Array(capacity);
  const ids = new Int32Array(capacity);
  let size = 0;
  const isBefore = (a: number, b: number) => {
    const difference = (keys[a] ?? 0) - (keys[b] ?? 0);
    return difference < 0 || (difference === 0 && (ids[a] ?? 0) < (ids[b] ?? 0));
  };
  const swap = (a: number, b: number) => {
    const key = keys[a] ?? 0;
    const id = ids[a] ?? 0;
    keys[a] = keys[b] ?? 0;
    ids[a] = ids[b] ?? 0;
    keys[b] = key;
    ids[b] = id;
  };
  return {
    push: (key, id) => {
      if (size === capacity) throw new RangeError("the heap is full");
      keys[size] = key;
      ids[size] = id;
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isBefore(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    peekKey: () => (size === 0 ? null : (keys[0] ?? null)),
    pop: () => {
      if (size === 0) return null;
      const top = ids[0] ?? 0;
      size--;
      swap(0, size);
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < size && isBefore(left, least)) least = left;
        if (right < size && isBefore(right, least)) least = right;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    },
  };
}
