import { defineConfig } from "vite";

// One shell for the LMS frame (/app/) and for guests (/g); both take their files from /app/.
export default defineConfig({
  base: "/app/",
  resolve: {
    alias: {
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom": "preact/compat",
      react: "preact/compat",
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
    // What every home needs goes with what every page needs: one file instead of five more small ones.
    // The script that opens a guest's link comes before all others.
    rollupOptions: { input: { index: "index.html", open_link: "src/app/open_link.ts" }, output: { chunkFileNames: "assets/a-[hash].js", assetFileNames: "assets/a-[hash][extname]", manualChunks: (id) => (/src\/(triangle\/(queries|turns|figure|next_check_in)\.|shared\/(api\/pages|frame\/(save_file|later))\.)|react-query\/build\/modern\/(useBaseQuery|useQuery)\.|query-core\/build\/modern\/queryObserver\./.test(id) ? "base" : undefined) } },
  },
});
