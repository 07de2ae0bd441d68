import type { Ladder } from "@regulars/engine";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { ItemList } from "../item-list.tsx";
import { newLadder } from "./ladder-defaults.ts";
import { LadderForm } from "./ladder-form.tsx";

interface LaddersTabProps {
  value: Ladder[];
  onChange: (value: Ladder[]) => void;
  words: (id: string) => string | null;
}

export function LaddersTab({ value, onChange, words }: LaddersTabProps) {
  const t = useT();
  const say = useLocalText();
  return (
    <ItemList<Ladder>
      list="ladders"
      items={value}
      onChange={onChange}
      pointer="/ladders"
      addText={t("console.programme.addLadder")}
      emptyText={t("console.programme.noLadders")}
      create={() => newLadder(value.map((ladder) => ladder.id))}
      head={(ladder) => ({ name: <strong>{say(ladder.name) || ladder.id}</strong>, note: words(ladder.id) })}
      editor={(ladder, set, pointer) => <LadderForm value={ladder} onChange={set} pointer={pointer} />}
    />
  );
}
