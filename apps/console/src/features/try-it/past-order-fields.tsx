import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Input } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { MoneyText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import type { TrialFieldsProps } from "./order-fields.tsx";

/** A receipt of the shop, found by its number. */
export function PastOrderFields({ form, onChange }: Pick<TrialFieldsProps, "form" | "onChange">) {
  const t = useT();
  const [number, setNumber] = useState("");
  const find = useMutation({
    mutationFn: (externalId: string) => api.orders.list({ externalId }),
    onSuccess: ({ items }) => onChange({ orderId: items[0]?.id }),
  });
  const latest = useQuery({ queryKey: ["orders", "latest"], queryFn: () => api.orders.list({ guest: "false" }) });
  const chosen = [...(find.data?.items ?? []), ...(latest.data?.items ?? [])].find((one) => one.id === form.orderId);
  return (
    <div className="stack tight">
      <Labelled label={t("console.orders.number")}>
        {(id) => (
          <Input.Search
            id={id}
            value={number}
            maxLength={200}
            loading={find.isPending}
            enterButton={t("console.try.find")}
            onChange={(event) => setNumber(event.target.value)}
            onSearch={(text) => text.trim() && find.mutate(text.trim())}
          />
        )}
      </Labelled>
      <ErrorPanel error={find.error} />
      {find.data?.items.length === 0 ? (
        <Alert type="warning" showIcon title={t("console.try.noSuchOrder", { number })} />
      ) : null}
      {chosen ? (
        <div className="try-order">
          <strong>{chosen.externalId}</strong> · <TimeText at={chosen.placedAt} /> ·{" "}
          <MoneyText amount={chosen.netAmount} currency={chosen.currency} />
          <ul className="small muted">
            {chosen.lines.slice(0, 6).map((line) => (
              <li key={line.lineNo}>
                {line.name ?? line.sku} × {line.quantity}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="row small">
        <span className="muted">{t("console.try.latest")}</span>
        {(latest.data?.items ?? []).slice(0, 4).map((order) => (
          <button
            key={order.id}
            type="button"
            className="chip"
            aria-pressed={order.id === form.orderId}
            onClick={() => onChange({ orderId: order.id })}
          >
            {order.externalId}
          </button>
        ))}
      </div>
    </div>
  );
}
