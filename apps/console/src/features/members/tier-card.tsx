import { Tag } from "antd";
import { useState } from "react";
import type { Member, TierNow } from "../../shared/api/types.ts";
import { Definition } from "../../shared/definition.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { EndGrantDialog } from "./end-grant-dialog.tsx";
import { RedeemTierDialog } from "./redeem-tier-dialog.tsx";

/** The card as the member holds it: tier and its colour, number, progress to the next tier in words. */
export function TierCard({ member, tier }: { member: Member; tier: TierNow }) {
  const t = useT();
  const say = useLocalText();
  const words = useProgrammeWords();
  const word = words.tier(tier.ladder, tier.tier);
  const { progress } = tier;
  const share = progress?.next ? shareOf(progress.next) : 1;
  return (
    <section className="tier-card" style={{ "--tier": word.color } as React.CSSProperties} aria-label={word.ladderName}>
      <div className="row between">
        <span className="tier-name">{word.name}</span>
        <span className="small">{word.ladderName}</span>
      </div>
      <div className="tier-no">{member.memberNo}</div>
      {progress ? (
        <>
          <div
            className="tier-track"
            role="progressbar"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
            aria-label={say(progress.sentence)}
          >
            <div style={{ width: `${share * 100}%` }} />
          </div>
          <div>{say(progress.sentence)}</div>
        </>
      ) : null}
      {words.tierOffers.some(({ ladder }) => ladder === tier.ladder) ? (
        <RedeemLine member={member} ladder={tier.ladder} />
      ) : null}
      {progress?.grant ? <GrantLine memberId={member.id} ladder={tier.ladder} grant={progress.grant} /> : null}
      <div className="small row between" style={{ marginTop: 8 }}>
        <span>
          {t("console.member.tierSince")} <TimeText at={tier.since} show="date" />
        </span>
        <span>
          {tier.until ? (
            <>
              {t("console.member.tierUntil")} <TimeText at={tier.until} show="date" isEnd />
            </>
          ) : (
            t("console.member.tierForever")
          )}
        </span>
      </div>
      {word.benefits.length > 0 ? (
        <div className="small" style={{ marginTop: 8 }}>
          <Definition meaning={word.benefits.join(" · ")}>
            {t("console.member.benefits", { count: word.benefits.length })}
          </Definition>
        </div>
      ) : null}
    </section>
  );
}

/** The way to the ladder's offers. */
function RedeemLine({ member, ladder }: { member: Member; ladder: string }) {
  const t = useT();
  const maySpend = useCan("orders:write");
  const [open, setOpen] = useState(false);
  if (!maySpend || member.status !== "active") return null;
  return (
    <div className="small" style={{ marginTop: 8 }}>
      <button type="button" className="plain-button link-button" onClick={() => setOpen(true)}>
        {t("console.redeemTier.title")}
      </button>
      <RedeemTierDialog member={member} ladder={ladder} open={open} onClose={() => setOpen(false)} />
    </div>
  );
}

/** That the tier was given and not earned, for how long and why; and taking it back. */
function GrantLine({
  memberId,
  ladder,
  grant,
}: {
  memberId: string;
  ladder: string;
  grant: NonNullable<NonNullable<TierNow["progress"]>["grant"]>;
}) {
  const t = useT();
  const mayWrite = useCan("points:write");
  const [ending, setEnding] = useState(false);
  return (
    <div className="small" style={{ marginTop: 8 }}>
      <div className="row" style={{ gap: 6 }}>
        <Tag color="gold" style={{ margin: 0 }}>
          {t(grant.isLifetime ? "console.grant.lifetime" : "console.grant.badge")}
        </Tag>
        <span>{t(`console.grant.source.${grant.source}`)}</span>
        {mayWrite ? (
          <button type="button" className="plain-button link-button" onClick={() => setEnding(true)}>
            {t("console.grant.end")}
          </button>
        ) : null}
      </div>
      <div className="muted">{t("console.grant.because", { reason: grant.reason })}</div>
      <EndGrantDialog memberId={memberId} ladder={ladder} open={ending} onClose={() => setEnding(false)} />
    </div>
  );
}

/** How much of the way to the next tier is done; a tier by condition has no measure, and shows none of it. */
function shareOf({ from, missing }: { from: number | null; missing: number | null }): number {
  if (missing === null) return 0;
  const goal = from ?? 0;
  return goal === 0 ? 1 : Math.max(0, Math.min(1, (goal - missing) / goal));
}
