// Writes dist/first_views.json: for each role and language the files that its first screen needs besides those in index.html, and
// the calls that it makes; and the script that opens the link of a guest. The adapter reads it at its start, names the files in the page and puts the answers inside.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file) => JSON.parse(readFileSync(join(web, file), "utf8"));
const manifest = read("dist/.vite/manifest.json");
const { homes, guests, screens } = read("src/app/first_views.json");

/** Adds the files of a part of the build, with everything that it loads at once. */
function add(key, files) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The build has no ${key}`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const other of chunk.imports ?? []) add(other, files);
  for (const css of chunk.css ?? []) files.add(css);
  return files;
}

const atOnce = add("index.html", new Set());
const views = Object.entries(homes).flatMap(([role, home]) => ["nl", "en"].map((language) => {
  const files = new Set();
  add(screens[home].file, files);
  add(`src/shared/i18n/${language}/index.ts`, files);
  for (const part of screens[home].words ?? []) add(`src/shared/i18n/${language}/${part}.ts`, files);
  if (!guests.includes(role)) add(`src/shared/i18n/${language}/staff.ts`, files);
  // The colour of the institution; most have one.
  add("src/shared/ui/accent.ts", files);
  return {
    role,
    language,
    files: [...files].filter((file) => !atOnce.has(file)),
    // As text: the adapter fills in the institution and passes it on.
    calls: screens[home].calls.map((call) => ({ method: `/driehoek.v1.${call}`, request: JSON.stringify({ parent: "institutions/{institution}", pageSize: 500 }) })),
  };
}));
const guestScript = manifest["src/app/open_link.ts"].file;
writeFileSync(join(web, "dist/first_views.json"), JSON.stringify({ guest_script: guestScript, views }));
