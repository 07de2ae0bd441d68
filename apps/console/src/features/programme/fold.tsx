import { RightOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useDraft } from "./draft-context.tsx";
import { isWithin } from "./draft-place.ts";
import { FaultBadge } from "./item-list.tsx";

interface FoldProps {
  title: string;
  /** What is set inside, in plain words, each a phrase. */
  summary: readonly string[];
  /** JSON pointers of what is inside: their faults are counted, and being led to one unfolds the part. */
  pointers: readonly string[];
  /** Open at first. */
  defaultOpen?: boolean;
  children: ReactNode;
}

/** A part of a form that says in words what it holds and unfolds for editing. */
export function Fold({ title, summary, pointers, defaultOpen = false, children }: FoldProps) {
  const id = useId();
  const { target } = useDraft();
  const [isOpen, setOpen] = useState(defaultOpen);
  const places = pointers.join(" ");
  useEffect(() => {
    if (target && isWithin(target.pointer, places.split(" "))) setOpen(true);
  }, [target, places]);
  return (
    <section className={`pg-fold${isOpen ? " open" : ""}`} aria-labelledby={id}>
      <button
        type="button"
        className="plain-button pg-fold-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <RightOutlined className="pg-fold-arrow" aria-hidden="true" />
        <span className="pg-fold-text">
          <span className="pg-fold-title" id={id}>
            {title}
            {pointers.map((pointer) => (
              <FaultBadge key={pointer} pointer={pointer} />
            ))}
          </span>
          <span className="pg-fold-summary">{summary.join(" · ")}</span>
        </span>
      </button>
      {isOpen ? <div className="pg-fold-body stack">{children}</div> : null}
    </section>
  );
}
