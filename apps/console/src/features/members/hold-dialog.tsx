import { Form, Input, InputNumber } from "antd";
import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { type DialogProps, MovementDialog, WalletAndPoints } from "./movement-dialog.tsx";

interface Values {
  wallet: string;
  points: number;
  hours: number;
  reference: string;
}

const mostHours = 90 * 24;

/** Points set aside for a while; given back when nobody spends them in time. */
export function HoldDialog(props: DialogProps) {
  const t = useT();
  const words = useProgrammeWords();
  const wallets = words.wallets.filter(({ spendable }) => spendable !== false).map(({ id }) => id);
  const [first] = wallets;
  return (
    <MovementDialog<Values>
      {...props}
      name="hold"
      title={t("console.movement.hold")}
      confirmText={t("console.movement.hold")}
      doneText={t("console.movement.wasHeld")}
      initialValues={{ hours: 24, ...(first ? { wallet: first } : {}) }}
      submit={({ wallet, points, hours, reference }, externalId) =>
        api.movements.hold({
          memberId: props.member.id,
          wallet,
          points,
          ttlSeconds: Math.round(hours * 3600),
          reference: reference.trim(),
          source: "console",
          externalId,
        })
      }
    >
      {(form) => (
        <>
          <WalletAndPoints member={props.member} form={form} wallets={wallets} />
          <Form.Item
            name="hours"
            label={t("console.movement.hours")}
            extra={t("console.movement.hoursHint")}
            rules={[{ required: true }]}
          >
            <InputNumber min={1} max={mostHours} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item
            name="reference"
            label={t("console.holds.reference")}
            rules={[{ required: true, whitespace: true, message: t("console.movement.referenceNeeded") }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </MovementDialog>
  );
}
