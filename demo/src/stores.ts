import type { Calendar } from "./calendar.ts";

export interface DemoStore {
  id: string;
  name: string;
  city: string;
  latitude: number;
  longitude: number;
  /** YYYY-MM-DD. */
  openedOn: string;
  /** Day of the calendar on which it opened; 0 = open from the start. */
  openDay: number;
  /** Share of customers relative to the others. */
  weight: number;
}

const stores = [
  {
    id: "sto_demo_wukang",
    name: "山茶咖啡 武康路店",
    city: "上海",
    latitude: 31.2065,
    longitude: 121.4392,
    opens: 0,
    weight: 1.5,
  },
  {
    id: "sto_demo_jingan",
    name: "山茶咖啡 静安寺店",
    city: "上海",
    latitude: 31.2235,
    longitude: 121.4467,
    opens: 0,
    weight: 1.3,
  },
  {
    id: "sto_demo_lujiazui",
    name: "山茶咖啡 陆家嘴店",
    city: "上海",
    latitude: 31.2397,
    longitude: 121.4998,
    opens: 0,
    weight: 1.4,
  },
  {
    id: "sto_demo_hubin",
    name: "山茶咖啡 湖滨店",
    city: "杭州",
    latitude: 30.2555,
    longitude: 120.1615,
    opens: 0,
    weight: 1.1,
  },
  {
    id: "sto_demo_pingjiang",
    name: "山茶咖啡 平江路店",
    city: "苏州",
    latitude: 31.3164,
    longitude: 120.6302,
    opens: 0,
    weight: 0.9,
  },
  {
    id: "sto_demo_xuhui",
    name: "山茶咖啡 徐汇滨江店",
    city: "上海",
    latitude: 31.1817,
    longitude: 121.4596,
    opens: 0.2,
    weight: 1,
  },
  {
    id: "sto_demo_binjiang",
    name: "山茶咖啡 滨江星光店",
    city: "杭州",
    latitude: 30.2087,
    longitude: 120.2122,
    opens: 0.45,
    weight: 0.9,
  },
  {
    id: "sto_demo_jinji",
    name: "山茶咖啡 金鸡湖店",
    city: "苏州",
    latitude: 31.3121,
    longitude: 120.7008,
    opens: 0.7,
    weight: 0.8,
  },
] as const;

/** The invented chain: eight stores in three cities, three of which open during the period. */
export function storesIn(calendar: Calendar): DemoStore[] {
  return stores.map(({ opens, ...store }) => {
    const openDay = Math.floor(calendar.days * opens);
    return { ...store, openDay, openedOn: calendar.dates[openDay] ?? "" };
  });
}
