import type { Server } from "node:http";
import { negotiateLocale } from "@regulars/i18n";
import Fastify, { type FastifyBaseLogger, type FastifyServerFactory, LogController } from "fastify";
import { createSerializerCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Logger } from "../logger.ts";
import { guardAccess } from "./access.ts";
import { documentApi } from "./openapi.ts";
import { answerUnreadable, handleError } from "./problem.ts";
import type { App, Authenticate } from "./types.ts";
import { validatorCompiler } from "./validation.ts";

const oneMebibyte = 1024 * 1024;
const aboutHealth = new Set(["/healthz", "/readyz", "/metrics"]);
const requestIdPattern = /^[\w.-]{8,64}$/;

export interface HttpServerOptions {
  config: Pick<Config, "env">;
  logger: Logger;
  authenticate: Authenticate;
  /** True once the program is leaving: new requests are told to come back. */
  isDraining?: () => boolean;
  /** A server that listens already; absent in tests, which inject. */
  server?: Server;
}

/** A Fastify app with the manner of the API (`api.md`): problem+json, request ids, languages, access, OpenAPI. */
export async function createHttpServer(options: HttpServerOptions): Promise<App> {
  const { server, logger } = options;
  const serverFactory: FastifyServerFactory | undefined = server && ((handler) => server.on("request", handler));
  const loggerInstance: FastifyBaseLogger = logger;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: oneMebibyte,
    trustProxy: "loopback",
    routerOptions: { maxParamLength: 300 },
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers["x-request-id"];
      return typeof given === "string" && requestIdPattern.test(given) ? given : newId();
    },
    frameworkErrors: (error, request, reply) => {
      request.locale = negotiateLocale(request.headers["accept-language"]);
      handleError(error, request, reply);
    },
    clientErrorHandler: answerUnreadable,
    ...(serverFactory && { serverFactory }),
  }).withTypeProvider<ZodTypeProvider>();

  app.decorateRequest("locale", "en");
  app.decorateRequest("actor");
  app.setValidatorCompiler(validatorCompiler);
  checkAnswers(app, options);
  app.setErrorHandler(handleError);
  app.addHook("onRequest", async (request, reply) => {
    request.locale = negotiateLocale(request.headers["accept-language"]);
    reply.header("x-request-id", request.id);
    reply.header("x-content-type-options", "nosniff");
    if (options.isDraining?.() && !aboutHealth.has(request.routeOptions.url ?? "")) {
      reply.header("connection", "close");
      throw new AppError("server.draining", { retryAfterSeconds: 5 });
    }
  });
  await documentApi(app);
  guardAccess(app, options.authenticate);
  return app;
}

/** Answers are checked against their schema; in production a wrong one is logged and still sent, for the work is done. */
function checkAnswers(app: App, { config, logger }: HttpServerOptions): void {
  const trusted = new Set<string>();
  app.addHook("onRoute", (route) => {
    if (route.config?.trustedResponse) trusted.add(`${String(route.method)} ${route.url}`);
  });
  const checked = createSerializerCompiler();
  const compile: typeof checked = (route) => {
    const serialize = checked(route);
    if (config.env !== "production") return serialize;
    if (trusted.has(`${route.method} ${route.url}`)) return (data) => JSON.stringify(data);
    return (data) => {
      try {
        return serialize(data);
      } catch (error) {
        logger.error({ err: error, url: route.url }, "an answer does not fit its schema");
        return JSON.stringify(data);
      }
    };
  };
  app.setSerializerCompiler(compile);
}
