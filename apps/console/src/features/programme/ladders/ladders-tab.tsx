import type { Ladder, Programme } from "@regulars/engine";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { ItemList } from "../item-list.tsx";
import { newLadder } from "./ladder-defaults.ts";
import { LadderForm } from "./ladder-form.tsx";
import { OfferList } from "./offer-list.tsx";

interface LaddersTabProps {
  value: Programme;
  onChange: (value: Programme) => void;
  words: (kind: "ladders" | "tierOffers") => (id: string) => string | null;
}

/** The ladders, and the offers by which members rise without earning it. */
export function LaddersTab({ value, onChange, words }: LaddersTabProps) {
  const t = useT();
  const say = useLocalText();
  const { ladders } = value;
  const wordOf = words("ladders");
  return (
    <div className="stack">
      <ItemList<Ladder>
        list="ladders"
        items={ladders}
        onChange={(next) => onChange({ ...value, ladders: next })}
        pointer="/ladders"
        addText={t("console.programme.addLadder")}
        emptyText={t("console.programme.noLadders")}
        create={() => newLadder(ladders.map((ladder) => ladder.id))}
        head={(ladder) => ({ name: <strong>{say(ladder.name) || ladder.id}</strong>, note: wordOf(ladder.id) })}
        editor={(ladder, set, pointer) => <LadderForm value={ladder} onChange={set} pointer={pointer} />}
      />
      {ladders.length > 0 || value.tierOffers.length > 0 ? (
        <OfferList value={value} onChange={onChange} words={words("tierOffers")} />
      ) : null}
    </div>
  );
}
