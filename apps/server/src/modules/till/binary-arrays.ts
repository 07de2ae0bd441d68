/** How values of one SQL type travel inside a binary array. */
export interface ArrayType<Value> {
  sql: string;
  oid: number;
  byteLength(value: Value): number;
  /** Writes the value and returns how many bytes it took. */
  write(target: Buffer, value: Value, at: number): number;
}

const headBytes = 20;

/**
 * Values of a column as PostgreSQL's binary array: neither side writes or reads numbers, dates and ids as text, and nothing has to be
 * escaped. The parameter must be cast to the array type in the statement.
 */
export function toArray<Value>(type: ArrayType<Value>, values: readonly (Value | null)[]): Buffer {
  let bytes = headBytes;
  let hasNull = 0;
  for (const value of values) {
    bytes += 4;
    if (value === null) hasNull = 1;
    else bytes += type.byteLength(value);
  }
  const target = Buffer.allocUnsafe(bytes);
  target.writeInt32BE(1, 0);
  target.writeInt32BE(hasNull, 4);
  target.writeInt32BE(type.oid, 8);
  target.writeInt32BE(values.length, 12);
  target.writeInt32BE(1, 16);
  let at = headBytes;
  for (const value of values) {
    const length = value === null ? -1 : type.write(target, value, at + 4);
    target.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  return target;
}

export const smallint: ArrayType<number> = {
  sql: "smallint",
  oid: 21,
  byteLength: () => 2,
  write: (target, value, at) => target.writeInt16BE(value, at) - at,
};

export const int: ArrayType<number> = {
  sql: "int",
  oid: 23,
  byteLength: () => 4,
  write: (target, value, at) => target.writeInt32BE(value, at) - at,
};

export const bigint: ArrayType<number> = { sql: "bigint", oid: 20, byteLength: () => 8, write: writeInt64 };

export const boolean: ArrayType<boolean> = {
  sql: "boolean",
  oid: 16,
  byteLength: () => 1,
  write: (target, value, at) => target.writeUInt8(value ? 1 : 0, at) - at,
};

export const uuid: ArrayType<string> = {
  sql: "uuid",
  oid: 2950,
  byteLength: () => 16,
  write: (target, value, at) => target.write(value.replaceAll("-", ""), at, 16, "hex"),
};

export const text: ArrayType<string> = { sql: "text", oid: 25, byteLength: Buffer.byteLength, write: writeText };

/** Documents as JSON text. */
export const json: ArrayType<string> = { sql: "json", oid: 114, byteLength: Buffer.byteLength, write: writeText };

export const bytea: ArrayType<Buffer> = {
  sql: "bytea",
  oid: 17,
  byteLength: (value) => value.length,
  write: (target, value, at) => value.copy(target, at),
};

const year2000 = Date.UTC(2000, 0, 1);

/** Instants in epoch milliseconds. */
export const timestamptz: ArrayType<number> = {
  sql: "timestamptz",
  oid: 1184,
  byteLength: () => 8,
  write: (target, value, at) => writeInt64(target, (value - year2000) * 1_000, at),
};

function writeInt64(target: Buffer, value: number, at: number): number {
  const high = Math.floor(value / 0x1_0000_0000);
  target.writeInt32BE(high, at);
  target.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
  return 8;
}

function writeText(target: Buffer, value: string, at: number): number {
  return target.write(value, at);
}
