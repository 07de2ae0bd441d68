import { CrownOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Dropdown, Skeleton } from "antd";
import { useState } from "react";
import type { Household } from "../../shared/api/households.ts";
import { api } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { Definition } from "../../shared/definition.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan } from "../../shared/session.tsx";
import { AddToHouseholdDialog, CreateHouseholdDialog, JoinHouseholdDialog } from "./household-dialogs.tsx";

/** With whom the member shares points, and what they can pay with together. */
export function HouseholdCard({ member }: { member: Member }) {
  const t = useT();
  const mayWrite = useCan("points:write");
  const [creating, setCreating] = useState(false);
  const [joining, setJoining] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["member", member.id, "household"],
    queryFn: () => api.households.ofMember(member.id),
  });
  const household = data?.household;
  return (
    <section className="panel" aria-labelledby="household-title">
      <div className="panel-head">
        <h2 id="household-title">
          <Definition meaning={t("console.household.meaning")}>{t("console.household.title")}</Definition>
        </h2>
        {data && !household && mayWrite ? (
          <span className="row" style={{ gap: 0, justifyContent: "flex-end" }}>
            <Button size="small" type="link" onClick={() => setJoining(true)}>
              {t("console.household.join")}
            </Button>
            <Button size="small" type="link" onClick={() => setCreating(true)}>
              {t("console.household.create")}
            </Button>
          </span>
        ) : null}
      </div>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton active title={false} paragraph={{ rows: 1 }} /> : null}
      {data && !household ? <div className="muted">{t("console.household.none")}</div> : null}
      {household ? <Members household={household} member={member} /> : null}
      <JoinHouseholdDialog member={member} open={joining} onClose={() => setJoining(false)} />
      <CreateHouseholdDialog member={member} open={creating} onClose={() => setCreating(false)} />
    </section>
  );
}

function Members({ household, member }: { household: Household; member: Member }) {
  const t = useT();
  const words = useProgrammeWords();
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const { message } = App.useApp();
  const mayWrite = useCan("points:write");
  const mayReadPoints = useCan("points:read");
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Household["members"][number] | null>(null);
  const detail = useQuery({
    queryKey: ["member", member.id, "household", household.id],
    queryFn: () => api.households.read(household.id),
    enabled: mayReadPoints,
  });
  const changed = () => queries.invalidateQueries({ queryKey: ["member"] });
  const makeOwner = async (ownerId: string) => {
    await api.households.change(household.id, { ownerId });
    await changed();
    message.success(t("console.member.saved"));
  };
  return (
    <div className="stack tight">
      <strong>{household.name}</strong>
      <ul className="effects">
        {household.members.map((one) => (
          <li key={one.memberId}>
            <span className="row between" style={{ flexWrap: "nowrap" }}>
              <span>
                {one.memberId === member.id ? (
                  (one.name ?? one.memberNo)
                ) : (
                  <Link to="/members/$id" params={{ id: one.memberId }}>
                    {one.name ?? one.memberNo}
                  </Link>
                )}
                {one.isOwner ? (
                  <span className="small muted">
                    {" "}
                    <CrownOutlined aria-hidden="true" /> {t("console.household.owner")}
                  </span>
                ) : null}
              </span>
              {mayWrite ? (
                <Dropdown
                  trigger={["click"]}
                  menu={{
                    items: [
                      ...(one.isOwner
                        ? []
                        : [
                            {
                              key: "owner",
                              label: t("console.household.makeOwner"),
                              onClick: () => void makeOwner(one.memberId).catch(notify),
                            },
                          ]),
                      {
                        key: "leave",
                        danger: true,
                        label: t("console.household.remove"),
                        onClick: () => setLeaving(one),
                      },
                    ],
                  }}
                >
                  <Button
                    size="small"
                    type="text"
                    aria-label={t("console.household.actionsFor", { name: one.name ?? one.memberNo })}
                  >
                    ⋯
                  </Button>
                </Dropdown>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {detail.data?.wallets.map((wallet) => (
        <div key={wallet.wallet} className="row between">
          <span className="muted">{t("console.household.together", { wallet: words.wallet(wallet.wallet) })}</span>
          <strong>
            <PointsText points={wallet.available} wallet={wallet.wallet} />
          </strong>
        </div>
      ))}
      {detail.data?.wallets.length === 0 ? <div className="small muted">{t("console.household.noPool")}</div> : null}
      {mayWrite ? (
        <Button size="small" onClick={() => setAdding(true)}>
          {t("console.household.add")}
        </Button>
      ) : null}
      <AddToHouseholdDialog household={household} open={adding} onClose={() => setAdding(false)} />
      <ConfirmDanger
        open={leaving !== null}
        title={t("console.household.remove")}
        confirmText={t("console.household.remove")}
        onClose={() => setLeaving(null)}
        onConfirm={async () => {
          if (!leaving) return;
          await api.households.leave(household.id, leaving.memberId);
          await changed();
          message.success(t("console.household.removed"));
        }}
      >
        {t("console.household.removeDetail", { name: leaving?.name ?? leaving?.memberNo ?? "" })}
        {household.members.length === 1 ? <p>{t("console.household.lastOne")}</p> : null}
      </ConfirmDanger>
    </div>
  );
}
