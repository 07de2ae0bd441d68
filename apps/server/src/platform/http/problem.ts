import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ErrorCode, Locale, Problem } from "@regulars/contracts";
import { errorCodes } from "@regulars/contracts";
import { errorText, negotiateLocale } from "@regulars/i18n";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { AppError, databaseErrorOf, type ErrorParams, type FieldError } from "../errors.ts";
import { newId } from "../ids.ts";

import { InvalidRequest } from "./validation.ts";

interface ProblemInput {
  code: ErrorCode;
  locale: Locale;
  requestId: string;
  params?: ErrorParams;
  errors?: FieldError[] | undefined;
}

/** The RFC 9457 body of a refusal in the caller's language. */
export function toProblem({ code, locale, requestId, params = {}, errors }: ProblemInput): Problem {
  const text = errorText(locale, code, params);
  const { field, lineNo } = params;
  // A refusal about one field says so, so that a form can show it beside that field.
  const fieldErrors =
    errors ??
    (typeof field === "string" && lineNo === undefined
      ? [{ pointer: `/${field}`, code, message: text.detail }]
      : undefined);
  return {
    type: `urn:regulars:error:${code}`,
    title: text.title,
    status: errorCodes[code].status,
    code,
    detail: text.detail,
    requestId,
    ...(fieldErrors && { errors: fieldErrors }),
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .serializer(JSON.stringify)
    .send(problem);
}

/** Answers a request that could not even be read: an address or headers without end, or no HTTP at all. Its language is not known. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return;
  const code: ErrorCode = error.code === "HPE_HEADER_OVERFLOW" ? "request.too_large" : "request.malformed";
  const problem = toProblem({ code, locale: negotiateLocale(undefined), requestId: newId() });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    "connection: close",
    "content-type: application/problem+json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "request.malformed",
  FST_ERR_CTP_EMPTY_JSON_BODY: "request.malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request.malformed",
  FST_ERR_BAD_URL: "request.malformed",
  FST_ERR_CTP_BODY_TOO_LARGE: "request.too_large",
  FST_REQ_FILE_TOO_LARGE: "request.too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "request.unsupported_media_type",
};

const codesByStatus = new Map<number, ErrorCode>([
  [404, "not_found"],
  [413, "request.too_large"],
  [414, "request.too_large"],
  [415, "request.unsupported_media_type"],
  [429, "request.rate_limited"],
]);

/** Turns anything thrown into the refusal it stands for; a bug is logged and told as `server.internal` with the request id. */
export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { locale, id: requestId } = request;
  if (error instanceof AppError) {
    const { retryAfterSeconds } = error.params;
    if (typeof retryAfterSeconds === "number") reply.header("retry-after", String(retryAfterSeconds));
    return sendProblem(reply, toProblem({ ...error, params: error.params, locale, requestId }));
  }
  if (error instanceof InvalidRequest) {
    return sendProblem(
      reply,
      toProblem({ code: "request.invalid", locale, requestId, errors: error.problems[locale] }),
    );
  }
  const code = registeredCode(error);
  if (code) return sendProblem(reply, toProblem({ code, locale, requestId }));
  request.log.error({ err: error, database: databaseErrorOf(error) }, "the request failed");
  return sendProblem(reply, toProblem({ code: "server.internal", locale, requestId }));
}

function registeredCode(error: FastifyError | Error): ErrorCode | null {
  const name = "code" in error ? error.code : null;
  const byName = name ? fastifyCodes[name] : undefined;
  if (byName) return byName;
  const status = "statusCode" in error ? (error.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) return codesByStatus.get(status) ?? "request.malformed";
  return null;
}
