import { EditOutlined, IdcardOutlined, PlusSquareOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { Member } from "../../shared/api/types.ts";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { AddIdentityDialog } from "./add-identity-dialog.tsx";
import { AdjustPointsDialog } from "./adjust-points-dialog.tsx";
import { EditMemberDrawer } from "./edit-member-drawer.tsx";

/** What may be done with a member, by permission. */
export function MemberActions({ member }: { member: Member }) {
  const t = useT();
  const [open, setOpen] = useState<"edit" | "identity" | "adjust" | null>(null);
  const mayWrite = useCan("members:write");
  const mayAdjust = useCan("points:write");
  const gone = member.status === "merged" || member.status === "erased";
  if (gone) return null;
  return (
    <>
      {mayAdjust ? (
        <Button icon={<PlusSquareOutlined />} onClick={() => setOpen("adjust")}>
          {t("console.member.adjust")}
        </Button>
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
      <AdjustPointsDialog member={member} open={open === "adjust"} onClose={() => setOpen(null)} />
    </>
  );
}
