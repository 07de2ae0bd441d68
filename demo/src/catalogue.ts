export interface Product {
  sku: string;
  name: string;
  category: "coffee" | "tea" | "bakery" | "food" | "merchandise";
  /** Fen. */
  price: number;
  /** Fen after the price rise. */
  laterPrice: number;
  weight: number;
  /** Months in which it is on the menu; absent = all. */
  months?: readonly number[];
}

const summer = [5, 6, 7, 8, 9];
const autumn = [9, 10, 11];
const winter = [11, 12, 1, 2];

export const products: readonly Product[] = [
  { sku: "AMERICANO", name: "美式咖啡", category: "coffee", price: 2200, laterPrice: 2400, weight: 14 },
  { sku: "LATTE", name: "拿铁", category: "coffee", price: 2800, laterPrice: 3000, weight: 20 },
  { sku: "OAT-LATTE", name: "燕麦拿铁", category: "coffee", price: 3200, laterPrice: 3400, weight: 13 },
  { sku: "CAPPUCCINO", name: "卡布奇诺", category: "coffee", price: 2800, laterPrice: 3000, weight: 7 },
  { sku: "FLAT-WHITE", name: "澳白", category: "coffee", price: 3000, laterPrice: 3200, weight: 9 },
  { sku: "MOCHA", name: "摩卡", category: "coffee", price: 3200, laterPrice: 3400, weight: 5 },
  { sku: "POUR-OVER", name: "单品手冲", category: "coffee", price: 4200, laterPrice: 4500, weight: 4 },
  { sku: "CAMELLIA-LATTE", name: "山茶花拿铁", category: "coffee", price: 3400, laterPrice: 3600, weight: 10 },
  { sku: "COLD-BREW", name: "冷萃", category: "coffee", price: 3000, laterPrice: 3200, weight: 12, months: summer },
  {
    sku: "COCONUT-ICED",
    name: "生椰冰拿铁",
    category: "coffee",
    price: 3200,
    laterPrice: 3400,
    weight: 11,
    months: summer,
  },
  {
    sku: "OSMANTHUS-LATTE",
    name: "桂花拿铁",
    category: "coffee",
    price: 3400,
    laterPrice: 3600,
    weight: 11,
    months: autumn,
  },
  { sku: "HOT-CHOCOLATE", name: "热巧克力", category: "tea", price: 3000, laterPrice: 3200, weight: 6, months: winter },
  { sku: "JASMINE-TEA", name: "茉莉花茶", category: "tea", price: 2400, laterPrice: 2500, weight: 6 },
  { sku: "LEMON-TEA", name: "手打柠檬茶", category: "tea", price: 2600, laterPrice: 2800, weight: 9, months: summer },
  { sku: "MATCHA-LATTE", name: "抹茶拿铁", category: "tea", price: 3200, laterPrice: 3400, weight: 6 },
  { sku: "CROISSANT", name: "黄油可颂", category: "bakery", price: 1600, laterPrice: 1800, weight: 12 },
  { sku: "ALMOND-CROISSANT", name: "杏仁可颂", category: "bakery", price: 2200, laterPrice: 2400, weight: 6 },
  { sku: "BASQUE", name: "巴斯克芝士", category: "bakery", price: 3200, laterPrice: 3500, weight: 6 },
  { sku: "CANELE", name: "可露丽", category: "bakery", price: 1400, laterPrice: 1500, weight: 5 },
  { sku: "BANANA-BREAD", name: "香蕉面包", category: "bakery", price: 1800, laterPrice: 1900, weight: 4 },
  { sku: "HAM-BAGEL", name: "火腿贝果", category: "food", price: 2800, laterPrice: 3000, weight: 6 },
  { sku: "AVOCADO-TOAST", name: "牛油果吐司", category: "food", price: 3800, laterPrice: 3900, weight: 3 },
  { sku: "CHICKEN-PANINI", name: "鸡肉帕尼尼", category: "food", price: 3600, laterPrice: 3800, weight: 4 },
  { sku: "BEANS-250", name: "山茶拼配豆 250g", category: "merchandise", price: 8800, laterPrice: 9200, weight: 1.2 },
  { sku: "DRIP-BOX", name: "挂耳咖啡 10 包", category: "merchandise", price: 6800, laterPrice: 6900, weight: 1 },
  { sku: "TUMBLER", name: "随行杯", category: "merchandise", price: 12800, laterPrice: 12800, weight: 0.5 },
];

export const drinks = products.flatMap((product, index) =>
  product.category === "coffee" || product.category === "tea" ? [index] : [],
);
export const sides = products.flatMap((product, index) =>
  product.category === "bakery" || product.category === "food" ? [index] : [],
);
export const goods = products.flatMap((product, index) => (product.category === "merchandise" ? [index] : []));
