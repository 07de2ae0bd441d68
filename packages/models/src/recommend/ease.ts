import { NotEnoughData } from "../customer-data.ts";
import type { UserItems } from "./baskets.ts";

export interface EaseModel {
  items: number;
  lambda: number;
  /** Item-item weights, row by row; the diagonal is zero. */
  weights: Float64Array;
}

/** More items than this would need more than half a gigabyte and minutes. */
export const easeItemLimit = 5_000;

/**
 * EASE^R, the closed-form linear autoencoder (Steck 2019, arXiv 1905.03375, eq. (8)): P = (X'X + lambda I)^-1, B_ij = -P_ij / P_jj, diagonal 0. For tastes (films, songs); for baskets that repeat, `fitItemKnn` is better.
 * Throws RangeError above `easeItemLimit` items, naming the memory it would take, and for a lambda that is not positive; NotEnoughData without a purchase.
 */
export function fitEase(data: UserItems, lambda = 500): EaseModel {
  const n = data.items;
  if (n > easeItemLimit)
    throw new RangeError(
      `EASE of ${n} items needs ${Math.round((2 * 8 * n * n) / 2 ** 20)} MiB; the limit is ${easeItemLimit} items`,
    );
  if (!(lambda > 0 && Number.isFinite(lambda))) throw new RangeError(`lambda ${lambda}`);
  if (data.item.length === 0) throw new NotEnoughData("no_purchases", { rows: 0 });
  const gram = new Float64Array(n * n);
  for (let user = 0; user < data.users; user += 1) {
    const from = data.start[user] as number;
    const to = data.start[user + 1] as number;
    for (let one = from; one < to; one += 1)
      for (let two = from; two < to; two += 1) {
        const place = (data.item[one] as number) * n + (data.item[two] as number);
        gram[place] = (gram[place] as number) + 1;
      }
  }
  for (let item = 0; item < n; item += 1) gram[item * n + item] = (gram[item * n + item] as number) + lambda;
  const inverse = inverted(gram, n);
  for (let column = 0; column < n; column += 1) {
    const own = inverse[column * n + column] as number;
    for (let row = 0; row < n; row += 1) {
      const place = row * n + column;
      inverse[place] = row === column ? 0 : -(inverse[place] as number) / own;
    }
  }
  return { items: n, lambda, weights: inverse };
}

/** Inverse of a symmetric positive definite matrix by Cholesky; the matrix is used up. */
function inverted(matrix: Float64Array, n: number): Float64Array {
  for (let row = 0; row < n; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * n + column] as number;
      for (let inner = 0; inner < column; inner += 1)
        sum -= (matrix[row * n + inner] as number) * (matrix[column * n + inner] as number);
      matrix[row * n + column] = row === column ? Math.sqrt(sum) : sum / (matrix[column * n + column] as number);
    }
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let unit = 0; unit < n; unit += 1) {
    column.fill(0);
    for (let row = unit; row < n; row += 1) {
      let sum = row === unit ? 1 : 0;
      for (let inner = unit; inner < row; inner += 1)
        sum -= (matrix[row * n + inner] as number) * (column[inner] as number);
      column[row] = sum / (matrix[row * n + row] as number);
    }
    for (let row = n - 1; row >= 0; row -= 1) {
      let sum = column[row] as number;
      for (let inner = row + 1; inner < n; inner += 1)
        sum -= (matrix[inner * n + row] as number) * (column[inner] as number);
      column[row] = sum / (matrix[row * n + row] as number);
    }
    inverse.set(column, unit * n);
  }
  return inverse;
}

/** Scores of all items for a user's items. Throws RangeError for an item the model does not know. */
export function easeScores(model: EaseModel, items: ArrayLike<number>): Float64Array {
  const out = new Float64Array(model.items);
  for (let index = 0; index < items.length; index += 1) {
    const own = items[index] as number;
    if (!(Number.isInteger(own) && own >= 0 && own < model.items))
      throw new RangeError(`item ${own} of ${model.items}`);
    const line = own * model.items;
    for (let item = 0; item < model.items; item += 1)
      out[item] = (out[item] as number) + (model.weights[line + item] as number);
  }
  return out;
}
