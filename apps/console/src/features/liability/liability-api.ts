import type { BreakageReport, LiabilityFlows, LiabilityReport } from "@regulars/contracts";
import { request, withQuery } from "../../shared/api/http.ts";
import type { LocalText, Page } from "../../shared/api/types.ts";

export type { BreakageReport, LiabilityReport };
export type LiabilityPeriod = LiabilityReport["periods"][number];
export type FlowName = keyof LiabilityFlows;

export interface LiabilityAnswer extends LiabilityReport {
  /** One a wallet. */
  items: LiabilityReport[];
  asOf: string;
  zone: string;
  method: LocalText;
}

export interface Span {
  /** First day and the day after the last. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface Holder {
  memberId: string;
  memberNo: string;
  name: string | null;
  points: number;
  moneyValue: { amount: number; currency: string };
  nextExpiryAt: string | null;
}

export const liabilityApi = {
  report: (span: Span) => request<LiabilityAnswer>("GET", "/v1/reports/liability", { query: { ...span } }),
  exportPath: (span: Span) => withQuery("/v1/reports/liability/export", { ...span }),
  holders: (wallet: string, cursor?: string) =>
    request<Page<Holder>>("GET", "/v1/reports/liability/members", { query: { wallet, limit: 20, cursor } }),
  breakage: (wallet: string) => request<BreakageReport>("GET", "/v1/reports/breakage", { query: { wallet } }),
};
