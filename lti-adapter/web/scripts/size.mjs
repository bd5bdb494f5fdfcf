// Holds the budget: what a browser takes in before first use, compressed. Guests: 100 kB, start in the LMS: 150 kB.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const manifestFile = join(dist, ".vite/manifest.json");
if (!existsSync(manifestFile)) {
  console.error('No dist/.vite/manifest.json. Run "npm run build" first.');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
const compressed = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** Files of an entry, with everything it loads at once. */
function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The build has no ${key}`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const other of chunk.imports ?? []) filesOf(other, seen);
  return seen;
}

const start = "index.html";
const words = (lang, guest, parts = []) => [...parts.map((part) => `src/shared/i18n/${lang}/${part}.ts`), `src/shared/i18n/${lang}/index.ts`, ...(guest ? [] : [`src/shared/i18n/${lang}/staff.ts`])];
const guest = ["src/app/open_link.ts", "src/features/supervisor/home.tsx"];
const pages = [
  { name: "guest: first page", limit: 100_000, keys: guest },
  { name: "guest: up to the signature", limit: 115_000, keys: [...guest, "src/features/agreement/index.ts"] },
  { name: "student: start", limit: 150_000, keys: ["src/features/student/home.tsx"] },
  { name: "teacher: start", limit: 150_000, keys: ["src/features/teacher/home.tsx"], parts: ["signals"] },
  { name: "practice office: start", limit: 150_000, keys: ["src/features/office/home.tsx"] },
  { name: "administrator: start", limit: 150_000, keys: ["src/features/admin/rights.tsx"] },
];

let over = false;
for (const { name, limit, keys, parts } of pages) {
  const files = new Set(filesOf(start));
  // The colour of the institution; most have one.
  filesOf("src/shared/ui/accent.ts", files);
  for (const key of keys) filesOf(key, files);
  // One language at a time: the larger of the two counts.
  const table = (lang) => words(lang, name.startsWith("guest"), parts).flatMap((key) => [...filesOf(key)]).filter((file) => !files.has(file)).reduce((sum, file) => sum + compressed(file), 0);
  const bytes = compressed("index.html") + [...files].reduce((sum, file) => sum + compressed(file), 0) + Math.max(table("nl"), table("en"));
  const fits = bytes <= limit;
  over ||= !fits;
  console.log(`${fits ? "ok  " : "OVER"} ${name.padEnd(28)} ${(bytes / 1000).toFixed(1).padStart(6)} kB of ${limit / 1000} kB in ${files.size + 2} files`);
}
if (statSync(join(dist, "index.html")).size > 14_000) {
  console.error("index.html is over 14 kB: it no longer fits in the first round trip.");
  over = true;
}
process.exit(over ? 1 : 0);
