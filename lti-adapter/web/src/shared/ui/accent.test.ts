// @vitest-environment node
// The accent of an institution: whatever the colour, everything stays readable in both themes.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accentOf, contrast } from "./accent";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const theme = (from: string, to: string) => new Map([...css.slice(css.indexOf(from), css.indexOf(to)).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
const own = { light: theme(":root {", ':root[data-theme="dark"]'), dark: theme(':root[data-theme="dark"]', "@media (prefers-color-scheme") };

const pairs: readonly (readonly [string, string])[] = [
  ["accent", "paper"], ["accent", "surface"], ["accent", "sunk"], ["accent", "warn-soft"],
  ["ink", "accent-soft"], ["ink-2", "accent-soft"], ["stop", "accent-soft"], ["warn", "accent-soft"],
  ["on-accent", "accent"], ["on-strong", "accent-strong"], ["on-strong-2", "accent-strong"],
];

/** All round the circle, pale and loud, and the hard ones. */
const colors = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#808080", "#0e5a6b", "#e30613", "#ffd200", ...Array.from({ length: 64 }, (_, index) => `#${[(index & 3) * 85, ((index >> 2) & 3) * 85, ((index >> 4) & 3) * 85].map((part) => part.toString(16).padStart(2, "0")).join("")}`)];

test("GivenAnyColour_WhenMadeIntoTokens_ThenEveryPairIsReadableInBothThemes", () => {
  for (const color of colors) {
    const accent = accentOf(color) ?? expect.fail(color);
    for (const scheme of ["light", "dark"] as const) {
      const all = new Map([...own[scheme], ...Object.entries(accent[scheme])]);
      const token = (name: string) => all.get(name) ?? expect.fail(`no --${name}`);
      for (const [front, back] of pairs) expect(contrast(token(front), token(back)), `${color} ${scheme}: ${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
      // The first act on the dark band is a white button in both themes.
      expect(contrast(token("accent-strong"), "#ffffff"), `${color} ${scheme}: the button on the band`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test("GivenAReadableColour_WhenMadeIntoTokens_ThenItStaysAsItIs", () => {
  expect(accentOf("#0e5a6b")?.light.accent).toBe("#0e5a6b");
});

test("GivenNoColour_WhenMadeIntoTokens_ThenTheProductsOwnStays", () => {
  expect(accentOf("")).toBeUndefined();
  expect(accentOf("red")).toBeUndefined();
});
