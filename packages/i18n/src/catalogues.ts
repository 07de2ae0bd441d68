import { api as enApi } from "./catalogues/en/api.ts";
import { errors as enErrors } from "./catalogues/en/errors.ts";
import { groupings as enGroupings } from "./catalogues/en/groupings.ts";
import { imports as enImports } from "./catalogues/en/imports.ts";
import { integrity as enIntegrity } from "./catalogues/en/integrity.ts";
import { liability as enLiability } from "./catalogues/en/liability.ts";
import { member as enMember } from "./catalogues/en/member.ts";
import { memberPoints as enMemberPoints } from "./catalogues/en/member-points.ts";
import { members as enMembers } from "./catalogues/en/members.ts";
import { overview as enOverview } from "./catalogues/en/overview.ts";
import { programme as enProgramme } from "./catalogues/en/programme.ts";
import { programmeLadders as enProgrammeLadders } from "./catalogues/en/programme-ladders.ts";
import { programmeRules as enProgrammeRules } from "./catalogues/en/programme-rules.ts";
import { programmeWallets as enProgrammeWallets } from "./catalogues/en/programme-wallets.ts";
import { reports as enReports } from "./catalogues/en/reports.ts";
import { settings as enSettings } from "./catalogues/en/settings.ts";
import { shell as enShell } from "./catalogues/en/shell.ts";
import { simulations as enSimulations } from "./catalogues/en/simulations.ts";
import { tryIt as enTryIt } from "./catalogues/en/try-it.ts";
import { workbench as enWorkbench } from "./catalogues/en/workbench.ts";
import { api as zhApi } from "./catalogues/zh-cn/api.ts";
import { errors as zhErrors } from "./catalogues/zh-cn/errors.ts";
import { groupings as zhGroupings } from "./catalogues/zh-cn/groupings.ts";
import { imports as zhImports } from "./catalogues/zh-cn/imports.ts";
import { integrity as zhIntegrity } from "./catalogues/zh-cn/integrity.ts";
import { liability as zhLiability } from "./catalogues/zh-cn/liability.ts";
import { member as zhMember } from "./catalogues/zh-cn/member.ts";
import { memberPoints as zhMemberPoints } from "./catalogues/zh-cn/member-points.ts";
import { members as zhMembers } from "./catalogues/zh-cn/members.ts";
import { overview as zhOverview } from "./catalogues/zh-cn/overview.ts";
import { programme as zhProgramme } from "./catalogues/zh-cn/programme.ts";
import { programmeLadders as zhProgrammeLadders } from "./catalogues/zh-cn/programme-ladders.ts";
import { programmeRules as zhProgrammeRules } from "./catalogues/zh-cn/programme-rules.ts";
import { programmeWallets as zhProgrammeWallets } from "./catalogues/zh-cn/programme-wallets.ts";
import { reports as zhReports } from "./catalogues/zh-cn/reports.ts";
import { settings as zhSettings } from "./catalogues/zh-cn/settings.ts";
import { shell as zhShell } from "./catalogues/zh-cn/shell.ts";
import { simulations as zhSimulations } from "./catalogues/zh-cn/simulations.ts";
import { tryIt as zhTryIt } from "./catalogues/zh-cn/try-it.ts";
import { workbench as zhWorkbench } from "./catalogues/zh-cn/workbench.ts";
import type { Locale } from "./locales.ts";

const en = {
  ...enApi,
  ...enShell,
  ...enOverview,
  ...enMembers,
  ...enMember,
  ...enMemberPoints,
  ...enIntegrity,
  ...enLiability,
  ...enImports,
  ...enProgramme,
  ...enProgrammeLadders,
  ...enProgrammeRules,
  ...enProgrammeWallets,
  ...enReports,
  ...enSettings,
  ...enSimulations,
  ...enTryIt,
  ...enWorkbench,
  ...enGroupings,
};

export type MessageKey = keyof typeof en;
export type Catalogue = Record<MessageKey, string>;

const zhCn = {
  ...zhApi,
  ...zhShell,
  ...zhOverview,
  ...zhMembers,
  ...zhMember,
  ...zhMemberPoints,
  ...zhIntegrity,
  ...zhLiability,
  ...zhImports,
  ...zhProgramme,
  ...zhProgrammeLadders,
  ...zhProgrammeRules,
  ...zhProgrammeWallets,
  ...zhReports,
  ...zhSettings,
  ...zhSimulations,
  ...zhTryIt,
  ...zhWorkbench,
  ...zhGroupings,
} satisfies Catalogue;

export const catalogues: Record<Locale, Catalogue> = { "zh-CN": zhCn, en };

export type ErrorTexts = Record<keyof typeof enErrors, { title: string; detail: string }>;

export const errorTexts: Record<Locale, ErrorTexts> = { "zh-CN": zhErrors, en: enErrors };
