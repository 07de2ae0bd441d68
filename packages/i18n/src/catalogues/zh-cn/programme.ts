import type { programme as en } from "../en/programme.ts";

export const programme = {
  "console.programme.title": "等级与积分规则",
  "console.programme.versions": "版本",
  "console.programme.version": "版本号",
  "console.programme.wallets": "积分账户",
  "console.programme.ladders": "等级",
  "console.programme.rules": "积分规则",
  "console.programme.stages": "生命周期",
  "console.programme.validFrom": "生效时间",
  "console.programme.publishedBy": "发布人",
  "console.programme.note": "说明",
  "console.programme.status.activating": "正在生效",
  "console.programme.status.scheduled": "待生效",
  "console.programme.status.published": "生效中",
  "console.programme.status.superseded": "已被取代",
  "console.programme.status.failed": "失败",
} satisfies Record<keyof typeof en, string>;
