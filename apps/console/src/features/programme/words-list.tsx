import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import type { ProgrammeDifference, ProgrammeWords } from "./programme-api.ts";

/** How much of a long list is shown before the rest is asked for. */
const FIRST = 30;

export interface WordItem {
  id: string;
  name: ReactNode;
  text: string;
}

/** Parts of a programme, each by name with its sentence. */
export function WordsList({ items, ordered = false }: { items: WordItem[]; ordered?: boolean }) {
  const t = useT();
  const [isAll, setAll] = useState(false);
  const List = ordered ? "ol" : "ul";
  const shown = isAll ? items : items.slice(0, FIRST);
  return (
    <List className={`pg-words${ordered ? " ordered" : ""}`}>
      {shown.map((item) => (
        <li key={item.id}>
          <div className="pg-words-name">{item.name}</div>
          <div>{item.text}</div>
        </li>
      ))}
      {items.length > shown.length ? (
        <li>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {t("console.findings.more", { count: items.length - shown.length })}
          </Button>
        </li>
      ) : null}
    </List>
  );
}

/** A whole version in words, without its tables. */
export function AllWords({
  words,
  nameOf,
}: {
  words: ProgrammeWords;
  nameOf: (kind: keyof ProgrammeWords, id: string) => string;
}) {
  const t = useT();
  const say = useLocalText();
  return (["ladders", "tierOffers", "rules", "ruleGroups", "budgets", "wallets", "stages"] as const)
    .filter((kind) => words[kind].length > 0)
    .map((kind) => (
      <section key={kind}>
        <h3 className="pg-label">
          {t(kind === "ruleGroups" || kind === "budgets" ? `console.rules.part.${kind}` : `console.programme.${kind}`)}
        </h3>
        <WordsList
          ordered={kind === "stages"}
          items={words[kind].map((word) => {
            const name = nameOf(kind, word.id);
            return { id: word.id, name, text: withoutName(say(word), name) };
          })}
        />
      </section>
    ));
}

/** What changed, in words, each marked as added, removed or changed. */
export function DifferenceList({
  differences,
  onOpen,
}: {
  differences: ProgrammeDifference[];
  onOpen?: (pointer: string) => void;
}) {
  const t = useT();
  const say = useLocalText();
  const [isAll, setAll] = useState(false);
  if (differences.length === 0) return <div className="muted">{t("console.programme.noDifferences")}</div>;
  const shown = isAll ? differences : differences.slice(0, FIRST);
  return (
    <ul className="pg-differences">
      {shown.map((difference) => (
        <li key={`${difference.kind} ${difference.path} ${difference.en}`}>
          <span className={`pg-kind ${difference.kind}`}>{t(`console.programme.kind.${difference.kind}`)}</span>
          {onOpen && difference.kind !== "removed" ? (
            <button type="button" className="plain-button pg-difference" onClick={() => onOpen(difference.path)}>
              {say(difference)}
            </button>
          ) : (
            <span>{say(difference)}</span>
          )}
        </li>
      ))}
      {differences.length > shown.length ? (
        <li>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {t("console.findings.more", { count: differences.length - shown.length })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

/** A stage's sentence begins with its name, which is already above it. */
export function withoutName(text: string, name: string): string {
  return text.startsWith(name) ? text.slice(name.length).replace(/^[：:]\s*/, "") : text;
}
