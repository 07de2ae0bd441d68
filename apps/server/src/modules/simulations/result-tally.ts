/** Points and tiers of one member on one side. */
export interface MemberSide {
  earned: number;
  spent: number;
  expired: number;
  outstanding: number;
  /** Tier at the end of the span, by ladder. */
  tiers: Record<string, string>;
}

export interface MemberSides {
  actual: MemberSide;
  simulated: MemberSide;
  compare: MemberSide | null;
}
