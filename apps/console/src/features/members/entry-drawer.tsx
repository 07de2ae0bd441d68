import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Skeleton } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { EntryExplanation } from "../../shared/api/members.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { ActorName } from "./actor-name.tsx";
import { isReversible, useEntryKindName } from "./entry-kinds.ts";
import { ReverseDialog } from "./reverse-dialog.tsx";

interface EntryDrawerProps {
  memberId: string;
  entryId: string | undefined;
  onOpen: (entryId: string) => void;
  onOrder: (orderId: string) => void;
  onClose: () => void;
}

/** One line of the books: why it is what it is, what it drew on, and where its points went. */
export function EntryDrawer({ memberId, entryId, onOpen, onOrder, onClose }: EntryDrawerProps) {
  const t = useT();
  const kindName = useEntryKindName();
  const mayWrite = useCan("points:write");
  const [reversing, setReversing] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["member", memberId, "entry", entryId],
    queryFn: () => api.members.explainEntry(entryId ?? ""),
    enabled: entryId !== undefined,
  });
  const wasReversed = data?.relatedFrom.some(({ factKind }) => factKind === "reverse") ?? false;
  return (
    <Drawer
      open={entryId !== undefined}
      onClose={onClose}
      title={data ? kindName(data.entry.kind) : t("console.entries.line")}
      size={560}
      extra={
        mayWrite && data && isReversible(data.entry) && !wasReversed ? (
          <Button danger onClick={() => setReversing(true)}>
            {t("console.entries.reverse")}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data ? <Details explained={data} onOpen={onOpen} onOrder={onOrder} /> : null}
      {data ? (
        <ReverseDialog memberId={memberId} entry={data.entry} open={reversing} onClose={() => setReversing(false)} />
      ) : null}
    </Drawer>
  );
}

function Details({
  explained,
  onOpen,
  onOrder,
}: {
  explained: EntryExplanation;
  onOpen: (entryId: string) => void;
  onOrder: (orderId: string) => void;
}) {
  const t = useT();
  const say = useLocalText();
  const words = useProgrammeWords();
  const { entry, rule, actor, perLine, budgets, chain } = explained;
  const { wallet, orderId } = entry;
  const facts: [string, ReactNode][] = [
    [t("console.member.wallet"), words.wallet(wallet)],
    [t("console.why.balance"), <PointsText key="balance" points={entry.balanceAfter} wallet={wallet} />],
    [t("console.entries.at"), <TimeText key="at" at={entry.effectiveAt} />],
    [t("console.why.recorded"), <TimeText key="recorded" at={entry.recordedAt} />],
    [t("console.entries.actor"), <ActorName key="actor" id={actor} />],
  ];
  if (entry.availableAt) facts.push([t("console.member.lotFrom"), <TimeText key="from" at={entry.availableAt} />]);
  if (entry.expiresAt) facts.push([t("console.why.expires"), <TimeText key="expires" at={entry.expiresAt} />]);
  if (rule)
    facts.push([
      t("console.why.rule"),
      <span key="rule">
        {say(rule.name)} <span className="muted">{t("console.why.versionNumber", { version: rule.version })}</span>
        <div className="small muted">{say(rule.text)}</div>
      </span>,
    ]);
  if (perLine.length > 1)
    facts.push([
      t("console.why.perLine"),
      perLine.map((line) => t("console.why.line", { line: line.lineNo, points: line.amount })).join(" · "),
    ]);
  if (budgets.length > 0) facts.push([t("console.sim.budgets"), budgets.map(({ key }) => key).join(", ")]);
  if (orderId)
    facts.push([
      t("console.why.order"),
      <button key="order" type="button" className="plain-button link-button" onClick={() => onOrder(orderId)}>
        {t("console.timeline.open")}
      </button>,
    ]);
  if (chain)
    facts.push([
      t("console.entries.chain"),
      <span key="chain">
        #{chain.seq} <code>{chain.hash.slice(0, 16)}…</code>
      </span>,
    ]);
  return (
    <div className="stack">
      <div>
        <div className="big-number">
          <PointsText points={entry.amount} wallet={wallet} signed />
        </div>
        <p style={{ margin: "4px 0 0" }}>{entry.text}</p>
      </div>
      <dl className="definition-list">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Moves explained={explained} onOpen={onOpen} />
    </div>
  );
}

function Moves({ explained, onOpen }: { explained: EntryExplanation; onOpen: (entryId: string) => void }) {
  const t = useT();
  const kindName = useEntryKindName();
  const { entry, lots, opened, relatedTo, relatedFrom } = explained;
  const { wallet } = entry;
  const related = [...(relatedTo ? [relatedTo] : []), ...relatedFrom];
  return (
    <>
      {lots.length > 0 ? (
        <Part title={t("console.entries.lots")}>
          {lots.map((lot) => (
            <li key={lot.lotId}>
              <span className="row between">
                <span>
                  {lot.openedBy ? kindName(lot.openedBy.kind) : t("console.entries.lot")}{" "}
                  {lot.openedBy ? <TimeText at={lot.openedBy.effectiveAt} show="date" /> : null}
                </span>
                <PointsText points={lot.amount} wallet={wallet} />
              </span>
              <span className="small muted">
                {t("console.why.expires")}{" "}
                {lot.expiresAt ? <TimeText at={lot.expiresAt} show="date" /> : t("console.member.never")}
              </span>
            </li>
          ))}
        </Part>
      ) : null}
      {opened ? (
        <Part title={t("console.entries.uses")}>
          {opened.paidArrears > 0 ? (
            <li>
              <span className="row between">
                <span>{t("console.entries.paidArrears")}</span>
                <PointsText points={opened.paidArrears} wallet={wallet} />
              </span>
            </li>
          ) : null}
          {opened.uses.map((use) => (
            <li key={use.entryId}>
              <span className="row between">
                <button type="button" className="plain-button link-button" onClick={() => onOpen(use.entryId)}>
                  {kindName(use.kind)} <TimeText at={use.effectiveAt} show="date" />
                </button>
                <PointsText points={use.amount} wallet={wallet} signed />
              </span>
            </li>
          ))}
          <li>
            <span className="row between">
              <strong>{t("console.member.lotRemaining")}</strong>
              <strong>
                <PointsText points={opened.remaining} wallet={wallet} />
              </strong>
            </span>
          </li>
        </Part>
      ) : null}
      {related.length > 0 ? (
        <Part title={t("console.entries.related")}>
          {related.map((one) => (
            <li key={one.id}>
              <span className="row between">
                <button type="button" className="plain-button link-button" onClick={() => onOpen(one.id)}>
                  {kindName(one.kind)} <TimeText at={one.effectiveAt} show="date" />
                </button>
                <PointsText points={one.amount} wallet={one.wallet} signed />
              </span>
              <span className="small muted">{one.text}</span>
            </li>
          ))}
        </Part>
      ) : null}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 style={{ fontSize: 14, margin: "0 0 4px" }}>{title}</h3>
      <ul className="effects">{children}</ul>
    </section>
  );
}
