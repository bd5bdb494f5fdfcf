import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

// The zones: shared knows nobody, triangle knows shared, a feature knows these two and no other feature, app knows all.
const features = readdirSync(new URL("./src/features", import.meta.url));
const zone = (files, forbidden, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group: forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ["dist/", "src/gen/", "node_modules/"] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.mjs", "*.config.ts", "scripts/*.mjs", "dev/vite.config.ts"] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "max-lines": ["error", { max: 400 }],
      eqeqeq: "error",
      "no-console": ["error", { allow: ["error"] }],
    },
  },
  { files: ["scripts/**", "dev/**"], rules: { "no-console": "off" } },
  {
    files: ["src/**/*.{ts,tsx}", "test/**/*.{ts,tsx}", "dev/**/*.{ts,tsx}"],
    rules: { "@typescript-eslint/no-floating-promises": "error", "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }] },
  },
  zone(["src/shared/**"], ["**/features/**", "**/app/**", "**/triangle/**"], "shared is a shelf: it knows no feature and no word of the triangle."),
  zone(["src/triangle/**"], ["**/features/**", "**/app/**"], "triangle knows shared only."),
  ...features.map((feature) => zone(
    [`src/features/${feature}/**`],
    ["**/app/**", ...features.filter((other) => other !== feature).flatMap((other) => [`**/features/${other}/**`, `../${other}/**`, `../${other}`])],
    "Features do not know each other; app puts them together.",
  )),
);
