import { AppstoreAddOutlined } from "@ant-design/icons";
import type { Wallet } from "@regulars/engine";
import { Button, Tag } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { ItemList } from "../item-list.tsx";
import { freeId } from "../quantities.ts";
import { WalletForm } from "./wallet-form.tsx";

function newWallet(taken: readonly string[]): Wallet {
  return {
    id: freeId("wallet", taken),
    name: { zh: "", en: "" },
    decimals: 0,
    pending: { kind: "none" },
    expiry: { kind: "never" },
    spendOrder: "soonest_expiring",
    negative: "arrears",
    returns: { kind: "keep" },
    pooling: "none",
    caps: [],
    costPer1000: 0,
    weightBps: 10_000,
    spendable: true,
  };
}

interface WalletsTabProps {
  value: Wallet[];
  onChange: (value: Wallet[]) => void;
  words: (id: string) => string | null;
  onPresets: () => void;
}

export function WalletsTab({ value, onChange, words, onPresets }: WalletsTabProps) {
  const t = useT();
  const say = useLocalText();
  return (
    <ItemList<Wallet>
      list="wallets"
      items={value}
      onChange={onChange}
      pointer="/wallets"
      min={1}
      addText={t("console.programme.addWallet")}
      addMore={
        <Button icon={<AppstoreAddOutlined />} onClick={onPresets}>
          {t("console.wallets.fromPreset")}
        </Button>
      }
      emptyText={t("console.programme.noWallets")}
      create={() => newWallet(value.map((wallet) => wallet.id))}
      head={(wallet) => ({
        name: (
          <>
            <strong>{say(wallet.name) || wallet.id}</strong>
            {wallet.spendable ? null : <Tag>{t("console.wallets.notSpendable")}</Tag>}
          </>
        ),
        note: words(wallet.id),
      })}
      editor={(wallet, set, pointer) => <WalletForm value={wallet} onChange={set} pointer={pointer} />}
    />
  );
}
