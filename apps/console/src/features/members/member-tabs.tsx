import { EllipsisOutlined } from "@ant-design/icons";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useT } from "../../shared/preferences.tsx";
import { EntriesTab } from "./entries-tab.tsx";
import { HoldsTab } from "./holds-tab.tsx";
import { LotsTab } from "./lots-tab.tsx";
import { ScoresTab } from "./scores-tab.tsx";

interface MemberTabsProps {
  memberId: string;
  tab: string | undefined;
  onTab: (tab: string | undefined) => void;
  onEntry: (entryId: string) => void;
  timeline: ReactNode;
}

/** What happened, and the books behind it: lines, lots and holds. */
export function MemberTabs({ memberId, tab, onTab, onEntry, timeline }: MemberTabsProps) {
  const t = useT();
  return (
    <Tabs
      className="member-tabs"
      activeKey={tab ?? "timeline"}
      onChange={(key) => onTab(key === "timeline" ? undefined : key)}
      destroyOnHidden
      more={{ icon: <EllipsisOutlined aria-label={t("console.member.moreTabs")} /> }}
      items={[
        { key: "timeline", label: t("console.timeline.title"), children: timeline },
        {
          key: "scores",
          label: t("console.scores.title"),
          children: (
            <div className="panel">
              <ScoresTab memberId={memberId} />
            </div>
          ),
        },
        {
          key: "entries",
          label: t("console.entries.title"),
          children: (
            <div className="panel">
              <EntriesTab memberId={memberId} onOpen={onEntry} />
            </div>
          ),
        },
        {
          key: "lots",
          label: t("console.member.lots"),
          children: (
            <div className="panel">
              <LotsTab memberId={memberId} onOpen={onEntry} />
            </div>
          ),
        },
        {
          key: "holds",
          label: t("console.holds.title"),
          children: (
            <div className="panel">
              <HoldsTab memberId={memberId} />
            </div>
          ),
        },
      ]}
    />
  );
}
