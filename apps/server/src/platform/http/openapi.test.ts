import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const schemaNode = z.looseObject({});
type Node = z.output<typeof schemaNode>;

const operationSchema = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  tags: z.array(z.string()).optional(),
  responses: z.record(z.string(), schemaNode),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: schemaNode.optional() })) })
    .optional(),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaNode).optional() }),
});

let t: TestApp;
let document: z.output<typeof documentSchema>;
beforeAll(async () => {
  t = await createTestApp();
  const response = await t.app.inject({ url: "/openapi.json" });
  document = documentSchema.parse(response.json());
});
afterAll(() => t.close());

function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      label: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation,
    })),
  );
}

/** Pointers of objects in a schema that let unknown fields through. */
function openObjects(node: unknown, pointer: string): string[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((item, index) => openObjects(item, `${pointer}/${index}`));
  const schema: Node = schemaNode.parse(node);
  const isOpen = "properties" in schema && schema.additionalProperties !== false;
  const below = Object.entries(schema).flatMap(([key, value]) => {
    const at = `${pointer}/${key}`;
    // Fields by name, one of which may itself be called `properties`.
    return key === "properties"
      ? Object.entries(value ?? {}).flatMap(([name, of]) => openObjects(of, `${at}/${name}`))
      : openObjects(value, at);
  });
  return isOpen ? [pointer, ...below] : below;
}

describe("the document of the API", () => {
  test("every operation has an id of its own, a summary and a tag", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const lacking = operations().filter(
      ({ operation }) => !operation.operationId || !operation.summary || !operation.tags?.length,
    );
    expect(lacking.map(({ label }) => label)).toEqual([]);
  });

  test("every operation describes a success and its refusals", () => {
    const lacking = operations().filter(({ operation }) => {
      const statuses = Object.keys(operation.responses);
      return (
        !statuses.some((status) => status.startsWith("2")) || !statuses.includes("400") || !statuses.includes("503")
      );
    });
    expect(lacking.map(({ label }) => label)).toEqual([]);
  });

  test("every operation that is not public names its 401 and 403", () => {
    const closed = operations().filter(({ operation }) => operation.security !== undefined);
    expect(closed.length).toBeGreaterThan(0);
    const lacking = closed.filter(({ operation }) => !("401" in operation.responses && "403" in operation.responses));
    expect(lacking.map(({ label }) => label)).toEqual([]);
  });

  test("no request body lets an unknown field through", () => {
    const open = operations().flatMap(({ label, operation }) => {
      const schema = operation.requestBody?.content["application/json"]?.schema;
      return schema ? openObjects(schema, label) : [];
    });
    expect(open).toEqual([]);
  });
});
