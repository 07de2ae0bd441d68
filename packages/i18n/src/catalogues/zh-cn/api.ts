import type { api as en } from "../en/api.ts";

export const api = {
  "api.actor.system": "系统",
  "api.actor.demo": "演示数据",
} satisfies Record<keyof typeof en, string>;
