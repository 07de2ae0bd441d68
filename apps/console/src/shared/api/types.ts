import type { operations } from "@regulars/client";

type Responses<Op extends keyof operations> = operations[Op]["responses"];
type JsonOf<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type Success<All> = { [Status in Extract<keyof All, 200 | 201 | 202>]: JsonOf<All[Status]> }[Extract<
  keyof All,
  200 | 201 | 202
>];

/** What an operation answers when it succeeds. */
export type Answer<Op extends keyof operations> = Success<Responses<Op>>;

/** The JSON body an operation takes. */
export type Body<Op extends keyof operations> = operations[Op] extends {
  requestBody: { content: { "application/json": infer Given } };
}
  ? Given
  : never;

/** The query an operation takes. */
export type QueryOf<Op extends keyof operations> = NonNullable<operations[Op]["parameters"]["query"]>;

export type LocalText = { zh: string; en: string };

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Session = Answer<"getSession">;
export type Permission = Session["permissions"][number];
export type Role = NonNullable<Session["role"]>;

export type MemberPage = Answer<"listMembers">;
export type MemberRow = MemberPage["items"][number];
export type MemberStatus = MemberRow["status"];
export type Member = Answer<"getMember">["member"];
export type TierNow = Member["tiers"][number];
export type WalletNow = Member["wallets"][number];
export type NewMember = Body<"createMember">;
export type Lot = Answer<"listMemberLots">["items"][number];
export type TimelineItem = Answer<"getMemberTimeline">["items"][number];
export type Order = Answer<"getOrder">["order"];
export type OrderLine = Order["lines"][number];

/** The published programme. Its document is free-form in the contract; these are the parts that screens name things by. */
export type ProgrammeNow = Omit<Answer<"getProgramme">, "programme"> & {
  programme: {
    name: LocalText;
    currency: string;
    zone: string;
    wallets: {
      id: string;
      name: LocalText;
      decimals?: number;
      spendable?: boolean;
      transfer?: object;
      pooling?: "none" | "household";
      redemption?: { points: number; amount: number };
    }[];
    ladders: {
      id: string;
      name: LocalText;
      metric: { kind: string };
      tiers: { id: string; name: LocalText; from: number; color?: string; benefits: LocalText[] }[];
    }[];
    tierOffers: { id: string; ladder: string }[];
    rules: { id: string; name: LocalText }[];
    lifecycle: { stages: { id: string; name: LocalText; color?: string; when: object }[] };
  };
};
