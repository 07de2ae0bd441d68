export const exitCodes = { failure: 1, badConfiguration: 2, portTaken: 3, dataDir: 4, database: 5 } as const;

/** Why the program cannot start, in a sentence for the person at the terminal. */
export class StartupError extends Error {
  readonly exitCode: number;

  constructor(kind: keyof typeof exitCodes, message: string) {
    super(message);
    this.name = "StartupError";
    this.exitCode = exitCodes[kind];
  }
}
