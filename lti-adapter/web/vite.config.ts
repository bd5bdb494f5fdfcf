import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/**
 * What every home needs goes with what every page needs: one file instead of several small ones, each with headers of its own. What
 * comes later has names of its own; without them it would come along, since a chunk takes what its parts import.
 */
function chunkOf(id: string): string | undefined {
  if (/useInfiniteQuery\.|infiniteQueryObserver\./.test(id)) return "pages";
  if (/triangle\/placement_words\.|agreement_service_pb\./.test(id)) return "contract";
  return /src\/(triangle\/(queries|turns|figure|next_check_in|asks|task_asks|rhythm)\.tsx?$|shared\/(api\/pages|frame\/(save_file|later)|ui\/use_id)\.)|react-query\/build\/modern\/(useBaseQuery|useQuery)\.|query-core\/build\/modern\/queryObserver\./.test(id) ? "base" : undefined;
}

/** Enums of a library, each filled by a call: without a word that the call does nothing else, all of them are kept. */
const dropUnusedEnums: Plugin = {
  name: "drop-unused-enums",
  transform(code, id) {
    if (!id.includes("@bufbuild/protobuf/dist")) return null;
    const filled = /export var (\w+);\n\(function \(\1\) \{(.*?)\n\}\)\(\1 \|\| \(\1 = \{\}\)\);/gs;
    return { code: code.replace(filled, "export const $1 = /*@__PURE__*/ (function ($1) {$2\n    return $1;\n})({});"), map: null };
  },
};

// One shell for the LMS frame (/app/) and for guests (/g); both take their files from /app/.
export default defineConfig({
  base: "/app/",
  plugins: [dropUnusedEnums],
  resolve: {
    alias: {
      // Only the query cache asks for these.
      "react/jsx-runtime": "preact/jsx-runtime",
      react: fileURLToPath(new URL("./src/shared/react/react.ts", import.meta.url)),
    },
  },
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    cssCodeSplit: true,
    reportCompressedSize: false,
    // Every page holds the names of all parts: a hash is enough (the adapter knows by it that a file never changes).
    // The script that opens a guest's link comes before all others.
    rollupOptions: { input: { index: "index.html", open_link: "src/app/open_link.ts" }, output: { chunkFileNames: "assets/a-[hash].js", assetFileNames: "assets/a-[hash][extname]", manualChunks: chunkOf } },
  },
});
