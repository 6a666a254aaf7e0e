// The icon as shapes: a pass with a check mark in the pocket of a wallet. Make paints every opaque pixel white on the
// theme colour and keeps the transparency, so only the alpha channel says anything.

/** The side of the square that Make wants, in pixels. */
export const ICON_SIZE = 512;

/** Whether a point is inside, in pixels of the icon. */
type Shape = (x: number, y: number) => boolean;

const roundedBox =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  };

const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= radius * radius;

/** A line of round ends through the points. */
const stroke =
  (width: number, ...points: [number, number][]): Shape =>
  (x, y) =>
    points.slice(1).some(([bx, by], index) => {
      const [ax, ay] = points[index] ?? [bx, by];
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 <= (width / 2) ** 2;
    });

const pass = roundedBox(112, 48, 400, 420, 44);
const check = stroke(44, [184, 172], [236, 224], [330, 122]);
const pocket = roundedBox(64, 304, 448, 464, 52);
const dip = disc(256, 286, 72);
const aroundPocket = roundedBox(40, 280, 472, 488, 76);
const insideDip = disc(256, 286, 48);

const isPocket: Shape = (x, y) => pocket(x, y) && !dip(x, y);
const isPass: Shape = (x, y) => pass(x, y) && !check(x, y) && (!aroundPocket(x, y) || insideDip(x, y));

const isInside: Shape = (x, y) => isPass(x, y) || isPocket(x, y);

const POINTS = 8;

/** How much of the pixel is inside: the share of 8 by 8 points in it. */
function coverage(left: number, top: number): number {
  const corner = isInside(left, top);
  const isPlain = [isInside(left + 1, top), isInside(left, top + 1), isInside(left + 1, top + 1)];
  if (isPlain.every((other) => other === corner)) return corner ? 1 : 0;
  let inside = 0;
  for (let row = 0; row < POINTS; row++) {
    for (let column = 0; column < POINTS; column++) {
      if (isInside(left + (column + 0.5) / POINTS, top + (row + 0.5) / POINTS)) inside++;
    }
  }
  return inside / POINTS ** 2;
}

/** The alpha channel of the icon, row by row. */
export const drawGlyph = (): Uint8Array =>
  Uint8Array.from({ length: ICON_SIZE ** 2 }, (_, pixel) =>
    Math.round(255 * coverage(pixel % ICON_SIZE, Math.floor(pixel / ICON_SIZE))),
  );
