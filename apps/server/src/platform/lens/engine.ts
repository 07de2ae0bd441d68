/** Where lens SQL runs: chDB in a process of its own, or a ClickHouse server. */
export interface LensEngine {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Rows as JSON, one a line. A query that was cut off by a crash is asked once more. */
  query(sql: string, params: Record<string, unknown>, timeoutMilliseconds: number): Promise<string>;
  /** A statement without rows; never repeated by itself. */
  command(sql: string, params: Record<string, unknown>, timeoutMilliseconds: number): Promise<void>;
  /** Whether the engine's own files are still there (a server looks after itself). */
  isIntact(): boolean;
  /** Throws away all data and begins anew, empty. */
  reset(): Promise<void>;
  /** Counts up whenever the engine was started anew, so that work interrupted by a crash is noticed. */
  generation(): number;
}
