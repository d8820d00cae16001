import type { JSX } from "preact";

/** Colours and shapes have no common divisor: 42 segments look different before a pair comes again. As in the report. */
const COLORS = 7, SHAPES = 6;

export const colorOf = (label: number): string => `c${label % COLORS}`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The outline of a segment's shape around a point, as the data of a path. */
export function shapeOf(label: number, x: number, y: number, r: number): string {
  return `M${round(x)} ${round(y)}${outline(label % SHAPES, r)}`;
}

function outline(shape: number, r: number): string {
  const [a, b, c] = [round(r * 0.9), round(r * 1.3), round(r * 1.15)] as const;
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

/** The shape of a segment in its colour. */
export function Swatch({ label }: { readonly label: number }): JSX.Element {
  return <svg class={`swatch ${colorOf(label)}`} viewBox="-8 -8 16 16" aria-hidden="true"><path d={shapeOf(label, 0, 0, 5)} /></svg>;
}

/** From so many letters on a name may be cut. */
const LONG = 40;

/** A segment's shape, number and name. */
export function SegmentName({ label, name }: { readonly label: number; readonly name: string }): JSX.Element {
  return <span class="segment-name" title={name.length > LONG ? name : undefined}><Swatch label={label} /><b class="number">{label}</b><span class="text">{name}</span></span>;
}

/** A share of a width. */
export function Bar({ share, class: name = "" }: { readonly share: number; readonly class?: string }): JSX.Element {
  return (
    <svg class={`bar ${name}`} aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="4" />
      <rect class="fill" width={`${Math.max(0, Math.min(1, share)) * 100}%`} height="100%" rx="4" />
    </svg>
  );
}

/** A signed share, from the middle. */
export function SignedBar({ value }: { readonly value: number }): JSX.Element {
  const size = Math.min(1, Math.abs(value)) * 50;
  return (
    <svg class="bar signed" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      <rect class={`fill ${value < 0 ? "less" : ""}`} x={`${value < 0 ? 50 - size : 50}%`} width={`${size}%`} height="100%" />
      <line class="middle" x1="50%" x2="50%" y1="0" y2="100%" />
    </svg>
  );
}
