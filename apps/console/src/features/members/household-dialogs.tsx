import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { Household } from "../../shared/api/households.ts";
import { api } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { MemberPicker } from "../../shared/member-picker.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useSettled } from "../../shared/use-settled.ts";

function useBooking(done: string, onClose: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const book = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ["member"] });
      message.success(done);
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, book };
}

/** A new household of this member, with somebody else at once if wished. */
export function CreateHouseholdDialog({
  member,
  open,
  onClose,
}: {
  member: Member;
  open: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const [name, setName] = useState("");
  const [other, setOther] = useState<string | undefined>(undefined);
  const { busy, error, book } = useBooking(t("console.household.created"), onClose);
  const create = () =>
    api.households.create({ name: name.trim(), ownerId: member.id, memberIds: other ? [other] : [] });
  return (
    <Modal
      open={open}
      title={t("console.household.create")}
      okText={t("console.household.create")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy, disabled: name.trim() === "" }}
      onOk={() => void book(create)}
      onCancel={onClose}
    >
      <div className="stack tight">
        <p className="muted">{t("console.household.createNote")}</p>
        <Labelled label={t("console.household.name")}>
          {(id) => <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
        </Labelled>
        <Labelled label={t("console.household.with")}>
          {(id) => (
            <MemberPicker
              id={id}
              value={other}
              except={[member.id]}
              onChange={setOther}
              label={t("console.household.with")}
            />
          )}
        </Labelled>
        <ErrorPanel error={error} />
      </div>
    </Modal>
  );
}

export function AddToHouseholdDialog({
  household,
  open,
  onClose,
}: {
  household: Household;
  open: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const { busy, error, book } = useBooking(t("console.household.added"), () => {
    setChosen(undefined);
    onClose();
  });
  return (
    <Modal
      open={open}
      title={t("console.household.add")}
      okText={t("console.household.add")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy, disabled: chosen === undefined }}
      onOk={() => chosen && void book(() => api.households.add(household.id, chosen))}
      onCancel={onClose}
    >
      <div className="stack tight">
        <p className="muted">{t("console.household.addNote")}</p>
        <MemberPicker value={chosen} except={household.members.map(({ memberId }) => memberId)} onChange={setChosen} />
        <ErrorPanel error={error} />
      </div>
    </Modal>
  );
}

/** This member into a household that is there, found by its name. */
export function JoinHouseholdDialog({ member, open, onClose }: { member: Member; open: boolean; onClose: () => void }) {
  const t = useT();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const wanted = useSettled(text.trim(), 250);
  const found = useQuery({
    queryKey: ["households", wanted],
    queryFn: () => api.households.find(wanted),
    enabled: open && wanted !== "",
  });
  const { busy, error, book } = useBooking(t("console.household.added"), () => {
    setChosen(undefined);
    onClose();
  });
  const options = (found.data?.items ?? []).map((household) => ({
    value: household.id,
    label: `${household.name} · ${household.members.map(({ name, memberNo }) => name ?? memberNo).join("、")}`,
  }));
  return (
    <Modal
      open={open}
      title={t("console.household.join")}
      okText={t("console.household.join")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy, disabled: chosen === undefined }}
      onOk={() => chosen && void book(() => api.households.add(chosen, member.id))}
      onCancel={onClose}
    >
      <div className="stack tight">
        <Labelled label={t("console.household.name")}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ filterOption: false, onSearch: setText }}
              value={chosen ?? null}
              placeholder={t("console.household.findHint")}
              notFoundContent={
                <span className="muted">
                  {t(
                    wanted === ""
                      ? "console.household.findHint"
                      : found.isFetching
                        ? "console.loading"
                        : "console.household.noneFound",
                  )}
                </span>
              }
              options={options}
              style={{ width: "100%" }}
              onChange={(household) => setChosen(household ?? undefined)}
            />
          )}
        </Labelled>
        <ErrorPanel error={found.error ?? error} />
      </div>
    </Modal>
  );
}
