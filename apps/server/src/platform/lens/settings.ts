import { totalmem } from "node:os";

const gibibyte = 2 ** 30;

/** Bounds on every statement: two threads, a share of the memory, answers of a size that fits a reply. A tree of some hundred leaves, asked in a dozen zones, is a long text. */
export const sessionSettings: Record<string, string | number> = {
  max_threads: 2,
  max_insert_threads: 1,
  max_memory_usage: Math.round(Math.min(8 * gibibyte, Math.max(gibibyte, totalmem() / 3))),
  max_bytes_before_external_group_by: Math.round(Math.min(4 * gibibyte, Math.max(gibibyte / 2, totalmem() / 6))),
  min_insert_block_size_bytes: 64 * 2 ** 20,
  max_query_size: 16 * 2 ** 20,
  max_ast_elements: 2_000_000,
  max_expanded_ast_elements: 5_000_000,
  max_result_rows: 200_000,
  max_result_bytes: 128 * 2 ** 20,
  result_overflow_mode: "throw",
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
  session_timezone: "UTC",
  lightweight_deletes_sync: 2,
  mutations_sync: 2,
};
