import { errorText } from "@regulars/i18n";
import type { FastifyRequest } from "fastify";
import type pg from "pg";
import type { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { AppError } from "../../platform/errors.ts";
import { InvalidRequest, validatorCompiler } from "../../platform/http/validation.ts";
import { fromPublicId } from "../../platform/ids.ts";
import type { Till, TillMembers, TillProgrammes } from "./index.ts";
import type { Reader } from "./present.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type { IdentityKind, MemberReference, TillCommand } from "./till-command.ts";

export interface RouteDeps extends Pick<Till, "submit" | "record" | "preview"> {
  clock: Clock;
  pool: pg.Pool;
  programmes: TillProgrammes;
  normalise: TillMembers["normalise"];
  findMember: TillMembers["find"];
}

/** How routes put commands to the till and read its answers to callers. */
export function createAnswering({ submit, preview, programmes }: RouteDeps) {
  return {
    run: (command: TillCommand, dry: boolean): Promise<TillAnswer> => (dry ? preview(command) : submit(command)),
    readerOf: (request: FastifyRequest): Reader => ({
      locale: request.locale,
      currency: programmes.active().programme.programme.currency,
    }),
  };
}

/** The member a body names, by id or by an identity. */
export async function referenceOf(
  { normalise }: Pick<RouteDeps, "normalise">,
  given: {
    memberId?: string | undefined;
    identity?: { kind: IdentityKind; value: string } | undefined;
  },
): Promise<MemberReference> {
  if (given.memberId) return { memberId: fromPublicId("mbr", given.memberId) };
  if (!given.identity) return {};
  const identity = await normalise(given.identity);
  if (!identity) throw new AppError("member.not_found");
  return { identity: { kind: given.identity.kind, value: identity.value } };
}

/** Throws the refusal; a wallet that is not there is pointed at. */
export function mustAccept(answer: TillAnswer, pointerTo: (wallet: unknown) => string = () => "/wallet"): Accepted {
  if (answer.status !== "refused") return answer;
  const { code, params } = answer;
  if (code !== "points.unknown_wallet") throw new AppError(code, params);
  throw new AppError(code, params, [{ pointer: pointerTo(params.wallet), code, message: String(params.wallet ?? "") }]);
}

interface Items<Body, View extends object> {
  given: unknown[];
  schema: z.ZodType<Body>;
  toCommand: (body: Body) => Promise<TillCommand>;
  record: RouteDeps["record"];
  view: (answer: Accepted) => View;
}

/** Answers a batch item by item: each is checked, decided and refused on its own. */
export async function answerItems<Body, View extends object>(
  request: FastifyRequest,
  { given, schema, toCommand, record, view }: Items<Body, View>,
) {
  const check = validatorCompiler({ schema, method: "POST", url: "", httpPart: "body" });
  const prepare = async (item: unknown): Promise<TillCommand | AppError> => {
    try {
      const checked = check(item) as { value?: Body; error?: Error };
      if (checked.error instanceof InvalidRequest) {
        return new AppError("request.invalid", {}, checked.error.problems[request.locale]);
      }
      return checked.value === undefined ? new AppError("request.invalid") : await toCommand(checked.value);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  };
  const commands = await Promise.all(given.map(prepare));
  const sound = commands.filter((command): command is TillCommand => !(command instanceof AppError));
  const answers = sound.length > 0 ? await record(sound) : [];
  let next = 0;
  return commands.map((command, index) => {
    if (command instanceof AppError) return { index, ...problemItem(command, request.locale) };
    const answer = answers[next];
    next += 1;
    if (!answer) throw new Error("an item of the batch got no answer");
    if (answer.status === "refused") {
      return { index, ...problemItem(new AppError(answer.code, answer.params), request.locale) };
    }
    return { index, status: answer.status === "recorded" ? 201 : 200, ...view(answer) };
  });
}

function problemItem(error: AppError, locale: FastifyRequest["locale"]) {
  const { title, detail } = errorText(locale, error.code, error.params);
  return {
    status: error.status,
    error: { code: error.code, title, detail, ...(error.errors && { errors: error.errors }) },
  };
}
