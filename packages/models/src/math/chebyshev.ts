const degree = 24;
const unitPoints = Float64Array.from({ length: degree }, (_, index) => Math.cos((Math.PI * (index + 0.5)) / degree));
/** Between the points, where a polynomial that does not fit shows it most. */
const probes = [-0.998, -0.87, -0.51, 0.03, 0.56, 0.9, 0.998];
const mostHalvings = 10;

interface Piece {
  low: number;
  high: number;
  coefficients: Float64Array;
}

function pieceOf(value: (at: number) => number, low: number, high: number): Piece {
  const values = unitPoints.map((point) => value((low + high) / 2 + (point * (high - low)) / 2));
  const coefficients = Float64Array.from({ length: degree }, (_, order) => {
    let sum = 0;
    for (let index = 0; index < degree; index += 1)
      sum += (values[index] as number) * Math.cos((Math.PI * order * (index + 0.5)) / degree);
    return ((order === 0 ? 1 : 2) * sum) / degree;
  });
  return { low, high, coefficients };
}

/** Clenshaw's recurrence. */
function pieceAt({ low, high, coefficients }: Piece, at: number): number {
  const point = (2 * at - low - high) / (high - low);
  let before = 0;
  let sum = 0;
  for (let order = degree - 1; order > 0; order -= 1) {
    const next = 2 * point * sum - before + (coefficients[order] as number);
    before = sum;
    sum = next;
  }
  return point * sum - before + (coefficients[0] as number);
}

/**
 * A smooth function on [low, high] as polynomials through Chebyshev points, in pieces that are halved until each agrees with the function to a relative 1e-9 between its points
 * (Trefethen 2013, "Approximation Theory and Approximation Practice", chapters 2 to 8). For functions that cost more than 24 multiplications and are asked for many times.
 */
export function smoothed(value: (at: number) => number, low: number, high: number): (at: number) => number {
  if (!(high > low)) {
    const only = value(low);
    return () => only;
  }
  const pieces: Piece[] = [];
  const cover = (from: number, until: number, halvings: number): void => {
    const piece = pieceOf(value, from, until);
    const isClose = probes.every((probe) => {
      const at = (from + until) / 2 + (probe * (until - from)) / 2;
      const exact = value(at);
      return Math.abs(pieceAt(piece, at) - exact) <= 1e-9 * Math.abs(exact);
    });
    if (isClose || halvings === mostHalvings) {
      pieces.push(piece);
      return;
    }
    cover(from, (from + until) / 2, halvings + 1);
    cover((from + until) / 2, until, halvings + 1);
  };
  cover(low, high, 0);
  return (at) => pieceAt(pieces.find((piece) => at <= piece.high) ?? (pieces.at(-1) as Piece), at);
}
