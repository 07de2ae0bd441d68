import {
  dryQuerySchema,
  memberRefParams,
  redeemTierRequest,
  redeemTierResponse,
  tierOffersResponse,
} from "@regulars/contracts";
import { describeTierOffer, type TierOffer } from "@regulars/engine";
import { errorText } from "@regulars/i18n";
import type { App } from "../../platform/http/types.ts";
import { newId, toPublicId } from "../../platform/ids.ts";
import { createAnswering, mustAccept, type RouteDeps } from "./answering.ts";
import { outcomeView } from "./present.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type { TierGrantRecord } from "./till-records.ts";

const tags = ["tiers"];

/** Tiers redeemed for points or vouchers, and what a member could redeem. */
export function tierRoutes(deps: RouteDeps): (app: App) => void {
  const { clock, programmes, preview } = deps;
  const { run, readerOf } = createAnswering(deps);

  return (app) => {
    app.route({
      method: "POST",
      url: "/v1/members/:id/tiers/redeem",
      config: { access: "orders:write" },
      schema: {
        operationId: "redeemTier",
        summary: "Use a voucher or points for a higher tier: what it costs is spent and the tier is given, or neither",
        tags,
        params: memberRefParams,
        querystring: dryQuerySchema,
        body: redeemTierRequest,
        response: { 200: redeemTierResponse, 201: redeemTierResponse },
      },
      async handler(request, reply) {
        const { dry } = request.query;
        const memberId = await deps.findMember(request.params.id);
        const told = { memberId, ...request.body, at: clock.now(), actor: request.actor.id };
        const answer = mustAccept(await run({ kind: "tier_redeem", ...told }, dry), () => "/offer");
        reply.code(answer.status === "recorded" && !dry ? 201 : 200);
        return { grant: grantView(grantOf(answer)), outcome: outcomeView(answer, readerOf(request)) };
      },
    });

    app.route({
      method: "GET",
      url: "/v1/members/:id/tiers/offers",
      config: { access: "members:read" },
      schema: {
        operationId: "listTierOffers",
        summary: "The programme's tier offers, and for each what the member would get now or why it cannot be used",
        tags,
        params: memberRefParams,
        response: { 200: tierOffersResponse },
      },
      async handler(request) {
        const memberId = await deps.findMember(request.params.id);
        const { programme } = programmes.active().programme;
        const items = [];
        for (const offer of programme.tierOffers) {
          const told = { memberId, offer: offer.id, source: "preview", externalId: newId(), actor: request.actor.id };
          const answer = await preview({ kind: "tier_redeem", ...told, at: clock.now() });
          const words = {
            zh: describeTierOffer(offer, programme, "zh"),
            en: describeTierOffer(offer, programme, "en"),
          };
          items.push({ ...offerView(offer), words, ...outlook(answer, request.locale) });
        }
        return { items };
      },
    });
  };
}

function offerView({ id, name, kind, wallet, points, ladder }: TierOffer) {
  return { id, name, kind, wallet, points, ladder };
}

/** What trying an offer out came to. */
function outlook(answer: TillAnswer, locale: "zh-CN" | "en") {
  if (answer.status === "refused") {
    const { code, params } = answer;
    return { gives: null, refusal: { code, ...errorText(locale, code, params) } };
  }
  const { tier, until } = grantView(grantOf(answer));
  return { gives: { tier, until }, refusal: null };
}

function grantOf({ grant }: Accepted): TierGrantRecord {
  if (!grant) throw new Error("a redemption was accepted without its grant");
  return grant;
}

function grantView(grant: TierGrantRecord) {
  const { id, memberId, offer, ladder, tier, until, kind } = grant;
  if (offer === null || tier === null || until === null) throw new Error("a grant that was not redeemed was asked for");
  return {
    ...{ id: toPublicId("grt", id), memberId: toPublicId("mbr", memberId), offer, ladder, tier },
    until: until.toISOString(),
    kind: kind === "voucher" ? ("voucher" as const) : ("points" as const),
  };
}
