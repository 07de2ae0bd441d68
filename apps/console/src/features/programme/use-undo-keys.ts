import { useEffect } from "react";

/** Ctrl-Z, Ctrl-Shift-Z and Ctrl-S; inside a text box the browser's own undo stays. */
export function useUndoKeys(store: { undo(): void; redo(): void; save(): Promise<boolean> }, allowed: boolean): void {
  useEffect(() => {
    if (!allowed) return;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (key === "s") void store.save();
      else if (!isTyping && (key === "y" || (key === "z" && event.shiftKey))) store.redo();
      else if (!isTyping && key === "z") store.undo();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store, allowed]);
}
