import { drinks, goods, products, sides } from "./catalogue.ts";
import type { Random } from "./random.ts";

export interface BasketLine {
  /** Index into the products. */
  product: number;
  quantity: number;
  /** Fen. */
  unitPrice: number;
  /** Fen off the line. */
  discount: number;
}

export interface BasketContext {
  month: number;
  hour: number;
  isAfterPriceRise: boolean;
  /** Index into the products; null for guests. */
  favourite: number | null;
  isOffice: boolean;
}

/** What is bought: mostly one drink, in the morning often with something to eat, the favourite more often than not. */
export function basket(random: Random, context: BasketContext): BasketLine[] {
  const lines = new Map<number, number>();
  const add = (product: number, quantity: number) => lines.set(product, (lines.get(product) ?? 0) + quantity);
  const drinkCount = context.isOffice && random.chance(0.45) ? random.int(4, 12) : 1 + random.weighted([78, 18, 4]);
  for (let count = drinkCount; count > 0; ) {
    const quantity = context.isOffice ? Math.min(count, random.int(1, 4)) : 1;
    add(drink(random, context), quantity);
    count -= quantity;
  }
  const appetite = context.hour < 10 ? 0.42 : context.hour >= 11 && context.hour < 14 ? 0.38 : 0.24;
  if (random.chance(appetite)) add(choose(random, sides, context.month), 1);
  if (random.chance(0.012)) add(choose(random, goods, context.month), 1);
  return [...lines].map(([product, quantity]) => toLine(random, { product, quantity, context }));
}

function drink(random: Random, { favourite, month }: BasketContext): number {
  if (favourite !== null && isOnMenu(favourite, month) && random.chance(0.55)) return favourite;
  return choose(random, drinks, month);
}

function isOnMenu(product: number, month: number): boolean {
  return products[product]?.months?.includes(month) ?? true;
}

function choose(random: Random, from: number[], month: number): number {
  const weights = from.map((product) => (isOnMenu(product, month) ? (products[product]?.weight ?? 0) : 0));
  return from[random.weighted(weights)] ?? 0;
}

function toLine(random: Random, line: { product: number; quantity: number; context: BasketContext }): BasketLine {
  const { product, quantity, context } = line;
  const unitPrice = (context.isAfterPriceRise ? products[product]?.laterPrice : products[product]?.price) ?? 0;
  const isSecondHalfPrice = quantity >= 2 && random.chance(0.35);
  const discount = isSecondHalfPrice ? Math.floor(quantity / 2) * (unitPrice / 2) : random.chance(0.07) ? 500 : 0;
  return { product, quantity, unitPrice, discount };
}
