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
  },
});
