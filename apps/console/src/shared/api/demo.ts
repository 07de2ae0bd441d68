import { request } from "./http.ts";

export interface Demo {
  state: "off" | "generating" | "importing" | "ready" | "failed" | "removing" | "removed";
  percent: number;
  members: number;
  orders: number;
  secondsLeft: number | null;
}

export const demo = {
  read: () => request<Demo>("GET", "/v1/demo"),
  remove: () => request<unknown>("DELETE", "/v1/demo"),
};
