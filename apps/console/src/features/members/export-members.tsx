import { DownloadOutlined } from "@ant-design/icons";
import type { Translate } from "@regulars/i18n";
import { App, Button, Modal, Progress } from "antd";
import { useRef, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { MemberFilter } from "../../shared/api/members.ts";
import type { MemberRow } from "../../shared/api/types.ts";
import { csvLine, datedName, saveCsv } from "../../shared/csv.ts";
import { useErrorNotice } from "../../shared/error-panel.tsx";
import { formatDate, formatInstant, formatNumber, majorUnits } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useProgrammeUnits } from "../../shared/session.tsx";

const MAX_ROWS = 100_000;
const PAGE = 200;

type Words = ReturnType<typeof useProgrammeWords>;

function header(t: Translate, words: Words): string[] {
  return [
    t("console.members.id"),
    t("console.members.name"),
    t("console.members.memberNo"),
    t("console.members.phone"),
    t("console.members.email"),
    t("console.members.tier"),
    t("console.members.stage"),
    ...words.wallets.map((wallet) => words.wallet(wallet.id)),
    t("console.members.orders"),
    t("console.members.net"),
    t("console.members.lastOrder"),
    t("console.members.joined"),
    t("console.members.status"),
  ];
}

function cells(
  row: MemberRow,
  t: Translate,
  words: Words,
  units: { currency: string; zone: string },
): (string | number | null)[] {
  return [
    row.id,
    row.name,
    row.memberNo,
    row.phone,
    row.email,
    row.tiers.map((tier) => words.tier(tier.ladder, tier.tier).name).join(" "),
    row.stage ? words.stage(row.stage).name : null,
    ...words.wallets.map((wallet) => row.wallets.find((held) => held.wallet === wallet.id)?.available ?? 0),
    row.orders.count,
    majorUnits(row.orders.net, units.currency),
    row.orders.lastAt ? formatInstant(row.orders.lastAt, units.zone) : null,
    formatDate(row.joinedAt, units.zone),
    t(`console.member.status.${row.status}`),
  ];
}

/** Writes every member the filter finds into a CSV, page by page, up to a limit that it states. */
export function ExportMembers({ filter, total }: { filter: MemberFilter; total: number | null }) {
  const { t, locale } = usePreferences();
  const { message } = App.useApp();
  const notify = useErrorNotice();
  const words = useProgrammeWords();
  const units = useProgrammeUnits();
  const [done, setDone] = useState<number | null>(null);
  const cancelled = useRef(false);

  const run = async () => {
    cancelled.current = false;
    setDone(0);
    try {
      const lines = [csvLine(header(t, words))];
      let cursor: string | undefined;
      do {
        const page = await api.members.list({ ...filter, limit: PAGE, cursor });
        for (const row of page.items) lines.push(csvLine(cells(row, t, words, units)));
        cursor = page.nextCursor ?? undefined;
        setDone(lines.length - 1);
      } while (cursor && !cancelled.current && lines.length <= MAX_ROWS);
      if (cancelled.current) return;
      saveCsv(datedName("members"), lines);
      if (cursor) message.warning(t("console.members.exportCut", { rows: formatNumber(locale, MAX_ROWS) }));
    } catch (error) {
      notify(error);
    } finally {
      setDone(null);
    }
  };
  const goal = Math.min(total ?? MAX_ROWS, MAX_ROWS);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => void run()} disabled={total === 0}>
        {t("console.export")}
      </Button>
      <Modal
        open={done !== null}
        title={t("console.members.exporting")}
        closable={false}
        okButtonProps={{ style: { display: "none" } }}
        cancelText={t("console.cancel")}
        onCancel={() => {
          cancelled.current = true;
        }}
      >
        <Progress percent={goal === 0 ? 100 : Math.min(100, Math.floor(((done ?? 0) / goal) * 100))} />
        <div className="muted">{t("console.members.exported", { rows: formatNumber(locale, done ?? 0) })}</div>
      </Modal>
    </>
  );
}
