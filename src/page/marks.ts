/** Colours and shapes have no common divisor: 42 segments look different before a pair comes again. */
const COLORS = 7, SHAPES = 6;

/** The class that gives a segment its colour, as `var(--c)`. */
export const colorOf = (label: number): string => `c${label % COLORS}`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The outline of a segment's shape around a point, of about the same area for each shape, as the data of an SVG path. */
export function shapeOf(label: number, x: number, y: number, r: number): string {
  return `M${round(x)} ${round(y)}${outline(label % SHAPES, r)}`;
}

function outline(shape: number, r: number): string {
  const [a, b, c] = [round(r * 0.9), round(r * 1.3), round(r * 1.15)];
  if (shape === 1) return `m${-a} ${-a}h${2 * a}v${2 * a}h${-2 * a}z`;
  if (shape === 2) return `m0 ${-b}l${c} ${2 * a}h${-2 * c}z`;
  if (shape === 3) return `m0 ${-b}l${b} ${b}l${-b} ${b}l${-b} ${-b}z`;
  if (shape === 4) return `m0 ${b}l${c} ${-2 * a}h${-2 * c}z`;
  if (shape === 5) return cross(round(r * 1.3), round(r * 0.5));
  return `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

function cross(far: number, near: number): string {
  const arm = round(far - near), wide = round(2 * near);
  return `m${-near} ${-far}h${wide}v${arm}h${arm}v${wide}h${-arm}v${arm}h${-wide}v${-arm}h${-arm}v${-wide}h${arm}z`;
}

/** A star of five points, the mark of a customer who is typed in. */
export function star(x: number, y: number, r: number): string {
  const corner = (i: number): string => {
    const length = i % 2 === 0 ? r : r * 0.42, angle = (i * Math.PI) / 5;
    return `${round(x + length * Math.sin(angle))} ${round(y - length * Math.cos(angle))}`;
  };
  return `M${Array.from({ length: 10 }, (_, i) => corner(i)).join("L")}z`;
}
