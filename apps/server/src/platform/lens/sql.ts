/** The value met most often, the smallest of those met equally often (topK would pick any). `alias` is its own within the statement. */
export const mostOften = (value: string, alias: string): string =>
  `arraySort((k, n) -> (-toInt64(n), k), (sumMap([${value}], [1]) AS ${alias}).1, ${alias}.2)[1]`;
