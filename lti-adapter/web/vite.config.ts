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
    // What every home needs goes with what every page needs: one file instead of five more small ones.
    rollupOptions: { output: { manualChunks: (id) => (/src\/(triangle\/(queries|turns|figure)\.|shared\/(api\/pages|frame\/save_file)\.)|react-query\/build\/modern\/(useBaseQuery|useQuery)\.|query-core\/build\/modern\/queryObserver\./.test(id) ? "base" : undefined) } },
  },
});
