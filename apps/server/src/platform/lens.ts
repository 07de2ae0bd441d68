/** How the lens is doing, for `/readyz` and the about page. */
export interface LensStatus {
  ready: boolean;
  engine: "chdb" | "clickhouse" | "off";
  /** Why it is not ready, in words for a log. */
  reason: string | null;
}

/** The columnar copy that reports are read from; it can be rebuilt at any time. */
export interface Lens {
  query<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;
  command(sql: string, params?: Record<string, unknown>): Promise<void>;
  ready(): boolean;
  status(): LensStatus;
}
