// @vitest-environment node
// Contrast of the colours, calculated from tokens.css by WCAG 2.2: words 4.5:1, edges, icons and focus 3:1.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function tokens(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

const light = tokens(css.slice(css.indexOf(":root {"), css.indexOf(':root[data-theme="dark"]')));
const dark = new Map([...light, ...tokens(css.slice(css.indexOf(':root[data-theme="dark"]'), css.indexOf("@media (prefers-color-scheme")))]);
const device = tokens(css.slice(css.indexOf("@media (prefers-color-scheme"), css.indexOf("@media (max-height")));

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["paper", "surface", "sunk"];
const status = ["ok", "warn", "stop", "wait", "note"];
const words: [string, string][] = [
  ...["ink", "ink-2", "ink-3", "accent", ...status].flatMap((word): [string, string][] => grounds.filter((ground) => ground !== "sunk" || ["ink", "ink-2", "note"].includes(word)).map((ground) => [word, ground])),
  ...status.map((name): [string, string] => [name, `${name}-soft`]),
  ...status.map((name): [string, string] => ["ink", `${name}-soft`]),
  ["ink", "accent-soft"], ["ink-2", "accent-soft"], ["stop", "accent-soft"], ["warn", "accent-soft"], ["accent", "warn-soft"],
  ["on-accent", "accent"], ["on-strong", "accent-strong"], ["on-strong-2", "accent-strong"],
  ...["h1", "h2", "h3", "h4", "h5"].map((step): [string, string] => [`${step}-ink`, step]),
];
const edges: [string, string][] = [["edge", "paper"], ["edge", "surface"], ["accent", "paper"], ["accent", "surface"], ["focus", "paper"], ["focus", "surface"]];

for (const [name, theme] of [["light", light], ["dark", dark]] as const) {
  const color = (token: string) => theme.get(token) ?? expect.fail(`tokens.css has no --${token}`);
  test(`GivenThe${name}Theme_WhenContrastIsCalculated_ThenWordsAndEdgesPass`, () => {
    for (const [front, back] of words) expect(contrast(color(front), color(back)), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
    for (const [front, back] of edges) expect(contrast(color(front), color(back)), `${front} beside ${back}`).toBeGreaterThanOrEqual(3);
  });
}

test("GivenADeviceThatIsDark_WhenNoThemeIsChosen_ThenTheColoursAreThoseOfTheDarkTheme", () => {
  expect(device.size).toBeGreaterThan(30);
  for (const [token, value] of device) expect(dark.get(token), token).toBe(value);
});
