import { useEffect, useMemo, useState } from "react";
import type { DraftContextValue } from "./draft-context.tsx";
import { type DraftList, type DraftPlace, type DraftTab, placeOf } from "./draft-place.ts";

const inJson: DraftPlace = { tab: "json", list: null, index: null };

/** Which tab and item is open, and the way to the place of a pointer. */
export function usePlace(onlyJson: boolean) {
  const [tab, setTab] = useState<DraftTab>("ladders");
  const [open, setOpenState] = useState<DraftContextValue["open"]>({ ladders: 0 });
  const [target, setTarget] = useState<{ pointer: string } | null>(null);
  useEffect(() => {
    if (!target) return;
    const timer = setTimeout(() => showPlace(target.pointer), 350);
    return () => clearTimeout(timer);
  }, [target]);
  const setOpen = useMemo(
    () => (of: DraftList, index: number | null) => setOpenState((now) => ({ ...now, [of]: index })),
    [],
  );
  const goTo = (pointer: string) => {
    const { tab: next, list, index } = onlyJson ? inJson : placeOf(pointer);
    setTab(next);
    if (list !== null && index !== null) setOpen(list, index);
    setTarget({ pointer });
  };
  return { tab, setTab, open, setOpen, target, goTo };
}

/** Scrolls to the innermost part of the page that stands for the pointer, and puts the keyboard there. */
function showPlace(pointer: string): void {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const element = document.querySelector(`.pg-editor [data-pointer="${CSS.escape(at)}"]`);
    if (!element) continue;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
    return;
  }
}
