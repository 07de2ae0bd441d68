import { useMemo } from "react";
import { useLocalText } from "../../shared/preferences.tsx";
import type { ProgrammeWords } from "./programme-api.ts";

/** The sentence of each part, by kind and id, in the reader's language. */
export function useWords(words: ProgrammeWords): (kind: keyof ProgrammeWords) => (id: string) => string | null {
  const say = useLocalText();
  return useMemo(() => {
    const reader = (kind: keyof ProgrammeWords) => {
      const texts = new Map(words[kind].map((word) => [word.id, say(word)]));
      return (id: string) => texts.get(id) ?? null;
    };
    const readers = {
      wallets: reader("wallets"),
      ladders: reader("ladders"),
      rules: reader("rules"),
      ruleGroups: reader("ruleGroups"),
      budgets: reader("budgets"),
      tierOffers: reader("tierOffers"),
      stages: reader("stages"),
    };
    return (kind) => readers[kind];
  }, [words, say]);
}
