import type { Condition } from "@regulars/engine";
import { type ComponentType, createContext, useContext } from "react";
import type { ProgrammeFinding } from "../programme-api.ts";
import type { EditorScope } from "./condition-shape.ts";

export interface NodeProps {
  value: Condition;
  onChange: (value: Condition) => void;
  /** Absent: the node cannot be taken away. */
  onRemove?: (() => void) | undefined;
  scope: EditorScope;
  /** JSON pointer from the root of the condition. */
  pointer: string;
}

interface ConditionContextValue {
  findings: ProgrammeFinding[];
  /** The editor of a whole tree, for leaves that hold one. */
  Node: ComponentType<NodeProps>;
}

export const ConditionContext = createContext<ConditionContextValue | null>(null);

export function useConditionContext(): ConditionContextValue {
  const value = useContext(ConditionContext);
  if (!value) throw new Error("a condition node outside the condition editor");
  return value;
}
