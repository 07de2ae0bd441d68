import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { problemSchema, segmentReasonSchema, stageExplanationSchema } from "@regulars/contracts";
import type { RouteOptions } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import type { App } from "./types.ts";

// A schema that contains itself can only be written as a reference to its name.
const named = { Problem: problemSchema, StageExplanation: stageExplanationSchema, SegmentReason: segmentReasonSchema };
for (const [id, schema] of Object.entries(named))
  if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });

const descriptions: Record<number, string> = {
  400: "Malformed, or does not fit the schema",
  401: "No key or session, or a bad one",
  403: "The key or role does not allow it",
  404: "Not there, or not to be seen",
  409: "Conflicts with what is there",
  413: "The body is too large",
  415: "The body is of another type",
  422: "Understood but refused",
  429: "Too many requests",
  503: "Starting or leaving",
};

/** Serves `/openapi.json` and `/docs`, both generated from the routes' schemas. */
export async function documentApi(app: App): Promise<void> {
  app.addHook("onRoute", documentRefusals);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Regulars 常客",
        version: "1",
        description: "Membership, points and tiers. Money in minor units, instants RFC 3339, errors RFC 9457.",
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer" },
          session: { type: "apiKey", in: "cookie", name: "regulars.session_token" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true, uiConfig: { docExpansion: "none" } });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

function documentRefusals(route: RouteOptions): void {
  const access = route.config?.access;
  if (!route.schema || !access || route.schema.hide) return;
  const changes = route.method !== "GET" && route.method !== "HEAD";
  const statuses = [400, 503];
  if (access !== "public") statuses.push(401, 403);
  if (route.url.includes(":")) statuses.push(404);
  if (changes) statuses.push(409, 422);
  if (route.schema.body) statuses.push(413, 415);
  const refusals = statuses.map((status) => [
    status,
    { description: descriptions[status], content: { "application/problem+json": { schema: problemSchema } } },
  ]);
  const given = route.schema.response;
  route.schema.response = { ...Object.fromEntries(refusals), ...(typeof given === "object" ? given : {}) };
  if (access !== "public") route.schema.security ??= [{ apiKey: [] }, { session: [] }];
}
