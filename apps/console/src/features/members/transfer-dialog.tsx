import { Alert, Form, Input } from "antd";
import { api } from "../../shared/api/index.ts";
import { MemberPicker } from "../../shared/member-picker.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { type DialogProps, MovementDialog, WalletAndPoints } from "./movement-dialog.tsx";

interface Values {
  toMemberId: string;
  wallet: string;
  points: number;
  note?: string;
}

/** Points given to another member; both sides are booked, or neither. */
export function TransferDialog(props: DialogProps) {
  const t = useT();
  const words = useProgrammeWords();
  const wallets = words.wallets.filter(({ transfer }) => transfer !== undefined).map(({ id }) => id);
  const [first] = wallets;
  const { member } = props;
  return (
    <MovementDialog<Values>
      {...props}
      name="transfer"
      title={t("console.movement.transfer")}
      confirmText={t("console.movement.transfer")}
      doneText={t("console.movement.transferred")}
      initialValues={first ? { wallet: first } : {}}
      othersOf={({ toMemberId }) => [toMemberId]}
      submit={({ toMemberId, wallet, points, note }, externalId) =>
        api.movements.transfer({
          fromMemberId: member.id,
          toMemberId,
          wallet,
          points,
          source: "console",
          externalId,
          ...(note?.trim() ? { note: note.trim() } : {}),
        })
      }
    >
      {(form) => (
        <>
          {first ? null : (
            <Alert type="info" showIcon title={t("console.movement.noTransferWallet")} style={{ marginBottom: 16 }} />
          )}
          <Form.Item
            name="toMemberId"
            label={t("console.movement.to")}
            rules={[{ required: true, message: t("console.try.missing.member") }]}
          >
            <MemberPicker except={[member.id]} label={t("console.movement.to")} />
          </Form.Item>
          <WalletAndPoints member={member} form={form} wallets={wallets} />
          <Form.Item name="note" label={t("console.movement.note")}>
            <Input maxLength={500} />
          </Form.Item>
        </>
      )}
    </MovementDialog>
  );
}
