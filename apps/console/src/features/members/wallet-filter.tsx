import { Select } from "antd";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

/** Which wallet; nothing to choose where there is only one. */
export function WalletFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (wallet: string | undefined) => void;
}) {
  const t = useT();
  const words = useProgrammeWords();
  if (words.wallets.length < 2) return null;
  return (
    <Select
      allowClear
      value={value ?? null}
      placeholder={t("console.member.wallet")}
      aria-label={t("console.member.wallet")}
      options={words.wallets.map(({ id }) => ({ value: id, label: words.wallet(id) }))}
      style={{ width: 150 }}
      onChange={(wallet) => onChange(wallet ?? undefined)}
    />
  );
}
