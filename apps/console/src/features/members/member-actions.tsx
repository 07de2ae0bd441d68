import { DownOutlined, EditOutlined, IdcardOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import type { Member } from "../../shared/api/types.ts";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { AddIdentityDialog } from "./add-identity-dialog.tsx";
import { AdjustPointsDialog } from "./adjust-points-dialog.tsx";
import { EditMemberDrawer } from "./edit-member-drawer.tsx";
import { GrantDialog } from "./grant-dialog.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { SpendDialog } from "./spend-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

type Dialog = "edit" | "identity" | "adjust" | "spend" | "transfer" | "hold" | "grant";

/** What may be done with a member, by permission. */
export function MemberActions({ member }: { member: Member }) {
  const t = useT();
  const [open, setOpen] = useState<Dialog | null>(null);
  const mayWrite = useCan("members:write");
  const mayAdjust = useCan("points:write");
  const maySpend = useCan("orders:write");
  const gone = member.status === "merged" || member.status === "erased";
  if (gone) return null;
  const item = (key: Dialog, label: string) => ({ key, label, onClick: () => setOpen(key) });
  const points = [
    ...(mayAdjust ? [item("adjust", t("console.member.adjust"))] : []),
    ...(maySpend ? [item("spend", t("console.movement.spend"))] : []),
    ...(mayAdjust ? [item("transfer", t("console.movement.transfer"))] : []),
    ...(maySpend ? [item("hold", t("console.movement.hold"))] : []),
    ...(mayAdjust ? [item("grant", t("console.grant.give"))] : []),
  ];
  const dialog = (kind: Dialog) => ({ member, open: open === kind, onClose: () => setOpen(null) });
  return (
    <>
      {points.length > 0 ? (
        <Dropdown trigger={["click"]} menu={{ items: points }}>
          <Button type="primary">
            {t("console.movement.actions")} <DownOutlined />
          </Button>
        </Dropdown>
      ) : null}
      {mayWrite ? (
        <>
          <Button icon={<IdcardOutlined />} onClick={() => setOpen("identity")}>
            {t("console.member.addIdentity")}
          </Button>
          <Button icon={<EditOutlined />} onClick={() => setOpen("edit")}>
            {t("console.member.edit")}
          </Button>
        </>
      ) : null}
      <EditMemberDrawer member={member} open={open === "edit"} onClose={() => setOpen(null)} />
      <AddIdentityDialog memberId={member.id} open={open === "identity"} onClose={() => setOpen(null)} />
      <AdjustPointsDialog {...dialog("adjust")} />
      <SpendDialog {...dialog("spend")} />
      <TransferDialog {...dialog("transfer")} />
      <HoldDialog {...dialog("hold")} />
      <GrantDialog {...dialog("grant")} />
    </>
  );
}
