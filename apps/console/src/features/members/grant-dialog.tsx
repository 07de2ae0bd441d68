import { DatePicker, Form, Radio, Select } from "antd";
import dayjs from "dayjs";
import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { dayEnd } from "../../shared/zoned-day.ts";
import { type DialogProps, MovementDialog, ReasonField } from "./movement-dialog.tsx";

interface Values {
  /** `ladder:tier`. */
  tier: string;
  kind: "manual" | "invitation" | "voucher" | "points";
  lasts: "until" | "open" | "lifetime";
  until?: dayjs.Dayjs;
  reason: string;
}

const kinds = ["manual", "invitation", "voucher", "points"] as const;

/** A tier that was not earned: until a day, until it is taken back, or for life. */
export function GrantDialog(props: DialogProps) {
  const t = useT();
  const words = useProgrammeWords();
  const { zone } = useProgrammeUnits();
  return (
    <MovementDialog<Values>
      {...props}
      name="grant"
      title={t("console.grant.give")}
      confirmText={t("console.grant.give")}
      doneText={t("console.grant.given")}
      initialValues={{ kind: "manual", lasts: "until" }}
      submit={({ tier, kind, lasts, until, reason }, externalId) => {
        const [ladder = "", id = ""] = tier.split(":");
        return api.movements.grant(
          props.member.id,
          {
            ladder,
            tier: id,
            kind,
            reason: reason.trim(),
            source: "console",
            externalId,
            ...(lasts === "lifetime" ? { lifetime: true } : {}),
            ...(lasts === "until" && until ? { until: dayEnd(until.format("YYYY-MM-DD"), zone) } : {}),
          },
          false,
        );
      }}
    >
      {() => (
        <>
          <Form.Item
            name="tier"
            label={t("console.members.tier")}
            rules={[{ required: true, message: t("console.grant.tierNeeded") }]}
          >
            <Select
              options={words.tiers.map((tier) => ({
                value: `${tier.ladder}:${tier.tier}`,
                label: words.ladders.length > 1 ? `${tier.ladderName} · ${tier.name}` : tier.name,
              }))}
            />
          </Form.Item>
          <Form.Item name="lasts" label={t("console.grant.lasts")}>
            <Radio.Group
              options={(["until", "open", "lifetime"] as const).map((lasts) => ({
                value: lasts,
                label: t(`console.grant.lasts.${lasts}`),
              }))}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={["lasts"]}>
            {({ getFieldValue }) =>
              getFieldValue("lasts") === "until" ? (
                <Form.Item
                  name="until"
                  label={t("console.grant.lastDay")}
                  rules={[{ required: true, message: t("console.grant.lastDayNeeded") }]}
                >
                  <DatePicker minDate={dayjs()} style={{ width: "100%" }} />
                </Form.Item>
              ) : null
            }
          </Form.Item>
          <Form.Item name="kind" label={t("console.grant.source")}>
            <Select options={kinds.map((kind) => ({ value: kind, label: t(`console.grant.source.${kind}`) }))} />
          </Form.Item>
          <ReasonField />
        </>
      )}
    </MovementDialog>
  );
}
