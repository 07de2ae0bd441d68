/** What the server asks its lens process. */
export type LensRequest =
  | { id: number; kind: "query" | "command"; sql: string; params: Record<string, unknown> }
  | { id: number; kind: "close" };

/** What the lens process answers. Rows are JSON, one a line. */
export type LensReply =
  | { kind: "ready" }
  | { kind: "rows"; id: number; text: string }
  | { kind: "done"; id: number }
  | { kind: "failed"; id: number; message: string; code: string | null };
