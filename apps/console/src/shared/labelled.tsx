import { type ReactNode, useId } from "react";

/** A control under its label, outside of forms. */
export function Labelled({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ReactNode;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <div className="small muted">{hint}</div> : null}
    </div>
  );
}
