/** The file as a whole cannot be taken in. `code` is one of `file.*`; `params` fill its text. */
export class ImportFileError extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number>) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "ImportFileError";
    this.code = code;
    this.params = params;
  }
}
