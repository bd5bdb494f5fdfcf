// The screens on made-up data, to look at them without a server: npm run dev, then /?as=student&lang=nl#/
import { mergeConfig, defineConfig } from "vite";
import { fileURLToPath } from "node:url";
import base from "../vite.config";

export default mergeConfig(base, defineConfig({ root: fileURLToPath(new URL(".", import.meta.url)), base: "/", server: { host: "127.0.0.1", fs: { allow: [".."] } }, build: { outDir: "/tmp/driehoek-dev-dist", emptyOutDir: true, manifest: false } }));
