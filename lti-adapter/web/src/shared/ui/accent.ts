// The one colour that an institution sets, made into the accent tokens of both themes: hue and chroma stay, lightness moves in
// OKLCH until every pair has the contrast of WCAG 2.2 (4.5:1 for words). Statuses, parties and charts never follow it.
// Loaded only when an institution has a colour.

type Oklch = readonly [lightness: number, chroma: number, hue: number];

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

function linear(hex: string): [number, number, number] {
  const part = (at: number) => toLinear(parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

// The matrices are those of Björn Ottosson, "A perceptual color space for image processing" (2020).
function oklchOf(hex: string): Oklch {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(x, y), Math.atan2(y, x)];
}

function rgbOf([lightness, chroma, hue]: Oklch): number[] {
  const x = chroma * Math.cos(hue);
  const y = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * x + 0.2158037573 * y) ** 3;
  const m = (lightness - 0.1055613458 * x - 0.0638541728 * y) ** 3;
  const s = (lightness - 0.0894841775 * x - 1.291485548 * y) ** 3;
  return [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
}

/** As a screen can show it: chroma gives way, lightness and hue stay. */
function hexOf([lightness, chroma, hue]: Oklch): string {
  let rgb = rgbOf([lightness, chroma, hue]);
  for (let c = chroma; c > 0 && rgb.some((value) => value < -0.0005 || value > 1.0005); c -= 0.004) rgb = rgbOf([lightness, Math.max(0, c), hue]);
  return `#${rgb.map((value) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, value)))).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Moves lightness from `from` by `step` until the colour is readable beside all of `others`. */
function readable([from, chroma, hue]: Oklch, step: number, others: readonly string[]): string {
  let hex = hexOf([from, chroma, hue]);
  for (let l = from; l >= 0 && l <= 1 && others.some((other) => contrast(hex, other) < 4.55); l += step) hex = hexOf([l, chroma, hue]);
  return hex;
}

export type Accent = Readonly<Record<"accent" | "accent-strong" | "accent-soft" | "on-accent" | "on-strong" | "on-strong-2", string>>;

/** Both themes; undefined when this is no colour. The other colours here are tokens; the test holds them against tokens.css. */
export function accentOf(color: string): { readonly light: Accent; readonly dark: Accent } | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return undefined;
  const [l, c, h] = oklchOf(color);
  const strong = readable([Math.min(l, 0.34), Math.min(c, 0.09), h], -0.01, ["#ffffff"]);
  const darkStrong = readable([0.35, Math.min(c, 0.06), h], -0.01, ["#f5fafa"]);
  return {
    light: {
      accent: readable([Math.min(l, 0.5), c, h], -0.01, ["#eceae2", "#f5f4ef", "#ffffff", "#fbebca"]),
      "accent-strong": strong,
      "accent-soft": readable([0.93, Math.min(c, 0.025), h], 0.005, ["#16262b", "#45545a", "#9c2117", "#7a4a00"]),
      "on-accent": "#ffffff",
      "on-strong": "#ffffff",
      "on-strong-2": readable([0.86, Math.min(c, 0.03), h], 0.01, [strong]),
    },
    dark: {
      accent: readable([Math.max(l, 0.78), Math.min(c, 0.12), h], 0.01, ["#0f171a", "#182226", "#212d32", "#362a10"]),
      "accent-strong": darkStrong,
      "accent-soft": readable([0.33, Math.min(c, 0.04), h], -0.01, ["#e8eeee", "#b9c5c8", "#f7a79c", "#f1c56f"]),
      "on-accent": hexOf([0.22, Math.min(c, 0.04), h]),
      "on-strong": "#f5fafa",
      "on-strong-2": readable([0.84, Math.min(c, 0.03), h], 0.01, [darkStrong]),
    },
  };
}

/** Puts the colour over the product's own, for light and dark. */
export function applyAccent(color: string): void {
  const both = accentOf(color);
  if (both === undefined) return;
  const block = (accent: Accent) => `{${Object.entries(accent).map(([token, value]) => `--${token}:${value}`).join(";")}}`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root${block(both.light)}@media (prefers-color-scheme: dark){:root:not([data-theme="light"])${block(both.dark)}}:root[data-theme="dark"]${block(both.dark)}`);
  document.adoptedStyleSheets = [sheet];
}
