import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { type DialogProps, MovementDialog, ReasonField, WalletAndPoints } from "./movement-dialog.tsx";

interface Values {
  wallet: string;
  points: number;
  reason: string;
}

/** Points taken for something other than an order. */
export function SpendDialog(props: DialogProps) {
  const t = useT();
  const words = useProgrammeWords();
  const wallets = words.wallets.filter(({ spendable }) => spendable !== false).map(({ id }) => id);
  const [first] = wallets;
  return (
    <MovementDialog<Values>
      {...props}
      name="spend"
      title={t("console.movement.spend")}
      confirmText={t("console.movement.spend")}
      doneText={t("console.movement.spent")}
      initialValues={first ? { wallet: first } : {}}
      submit={({ wallet, points, reason }, externalId) =>
        api.movements.spend({
          memberId: props.member.id,
          wallet,
          points,
          reason: reason.trim(),
          source: "console",
          externalId,
        })
      }
    >
      {(form) => (
        <>
          <WalletAndPoints member={props.member} form={form} wallets={wallets} />
          <ReasonField />
        </>
      )}
    </MovementDialog>
  );
}
