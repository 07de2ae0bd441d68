import type { programme as en } from "../en/programme.ts";

export const programme = {
  "console.programme.title": "等级与积分规则",
  "console.programme.versions": "版本",
} satisfies Record<keyof typeof en, string>;
