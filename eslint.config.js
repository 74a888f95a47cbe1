import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import reactHooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

/** What the services put together for the interface. */
const belowUi = [
  "raster",
  "core",
  "detection",
  "detectors",
  "search",
  "reports",
  "presets",
  "render",
  "formats",
  "datasets",
  "exchange",
  "editor",
  "library",
  "export",
  "suite",
];

/** The module table: which folder of `src` may import which. Enforced below. */
const mayImport = {
  raster: ["raster"],
  core: ["core", "raster"],
  detection: ["detection", "core"],
  detectors: ["detectors", "core", "detection"],
  search: ["search", "core", "detection", "detectors"],
  reports: ["reports", "core", "detection", "search"],
  presets: ["presets", "core"],
  render: ["render", "core", "raster"],
  formats: ["formats", "core", "detection"],
  datasets: ["datasets", "core", "detection"],
  exchange: ["exchange", "core"],
  editor: ["editor", "core", "presets"],
  library: ["library", "core", "formats"],
  export: ["export", "core", "render", "formats"],
  suite: ["suite", "core", "detection", "reports", "presets", "export", "formats", "datasets"],
  services: ["services", ...belowUi],
  ui: ["ui", "services", ...belowUi],
  app: ["app", "ui", "services", ...belowUi],
  cli: ["cli", ...belowUi.filter((module) => module !== "editor")],
};
const modules = Object.keys(mayImport);

/** What works on `src` from outside: it imports from there, and nothing there from it. */
const aroundSrc = ["scripts", "bench", "e2e"];

/** Functions of `Math` whose last bit each engine may choose. */
const inexactFunctions = ["sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"].concat(
  ["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "hypot", "cbrt"],
  ["random"],
);

/** What a library does not document may change with its next version, unseen by the compiler. */
const noPrivateNames = [
  "MemberExpression[property.name=/^_/]",
  "MemberExpression[property.value=/^_/]",
  "ObjectPattern > Property[key.name=/^_/]",
].map((selector) => ({ selector, message: "A name that begins with _ is private to its library. Use what the library documents." }));

/** How a program asks whether a scenario has a road. */
const worldConditions = ['MemberExpression[property.name="road"]', "Identifier[name=/^(road|isRoad|onRoad)$/]"]
  .flatMap((road) => [
    `IfStatement > ${road}.test`,
    `ConditionalExpression > ${road}.test`,
    `LogicalExpression > ${road}.left`,
    `UnaryExpression[operator="!"] > ${road}.argument`,
    `BinaryExpression[operator=/^[!=]==$/] > ${road}`,
    `MemberExpression[optional=true] > ${road}.object`,
  ])
  .concat('BinaryExpression[operator=/^[!=]==$/] > Literal[value="road"]')
  .map((selector) => ({ selector, message: "Ask the port of this concern (see “The two worlds” in ARCHITECTURE.md) what a world has." }));

/** Where a port is chosen by a scenario's world, and what belongs to a road alone. */
const knowsWorlds = [
  // What the ports of other folders are made from.
  "src/core/**",
  // Ports.
  "src/editor/{worlds,views}/index.ts",
  "src/editor/worlds/{bodySizes,copying,motionEditing}.ts",
  "src/editor/blank.ts",
  "src/export/picture/{browserlessRenderer,createFrameRenderer}.ts",
  "src/formats/scenarioSource.ts",
  "src/formats/lint/truth.ts",
  "src/render/{drawFrame,instances}.ts",
  "src/render/pixels/{pixelTruth,roadPixels}.ts",
  // What a search varies, what labels then depend on, and what counts as failure.
  "src/search/{evaluate,failure,variables}/*.ts",
  "src/cli/search/recallCounts.ts",
  // What only roads have; in these files a road is also one of OpenDRIVE.
  "src/exchange/**",
  "src/editor/commands/road.ts",
  "src/export/picture/roadFrameRenderer.ts",
  "src/render/road/**",
  "src/ui/panels/road/**",
  "src/ui/stage/RoadPanes.tsx",
  "src/ui/stage/plan/**",
  "src/ui/timeline/SignalRow.tsx",
];

const outsideCore = ["react", "react-dom", "react-konva", "konva", "zustand", "zustand/*", "@mantine/*", "node:*"];

export default typescript.config(
  { ignores: ["dist", "dist-cli", "node_modules", "test-results", "playwright-report", "docs"] },
  // AssemblyScript: its compiler checks it. What it makes is no source.
  { ignores: ["src/raster/kernel", "src/raster/kernelBytes.js"] },
  js.configs.recommended,
  ...typescript.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Prettier folds code, but neither strings nor comments.
      "max-len": ["error", { code: 140 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { rules: { "no-restricted-syntax": ["error", ...noPrivateNames] } },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["**/*.test.ts", "**/testing/**", ...knowsWorlds],
    rules: { "no-restricted-syntax": ["error", ...noPrivateNames, ...worldConditions] },
  },
  { files: ["**/*.js", "**/*.mjs"], ...typescript.configs.disableTypeChecked },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        fetch: "readonly",
        performance: "readonly",
        setTimeout: "readonly",
      },
    },
  },
  {
    // What is measured runs partly in a page.
    files: ["bench/**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "AbortController",
          "DataTransfer",
          "File",
          "KeyboardEvent",
          "PointerEvent",
          "TextEncoder",
          "WheelEvent",
          "clearInterval",
          "crypto",
          "document",
        ]
          .concat(["getComputedStyle", "indexedDB", "innerHeight", "requestAnimationFrame", "setInterval"])
          .map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["public/*.js"],
    languageOptions: { globals: { self: "readonly", Headers: "readonly", Response: "readonly", fetch: "readonly", URL: "readonly" } },
  },
  {
    files: ["src/**/*.{ts,tsx,mjs}"],
    plugins: { boundaries },
    settings: {
      "import/resolver": { typescript: true },
      "boundaries/elements": [
        ...modules.map((type) => ({ type, pattern: `src/${type}` })),
        ...aroundSrc.map((type) => ({ type, pattern: type })),
      ],
    },
    rules: {
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          policies: Object.entries(mayImport).map(([module, allowed]) => ({
            from: { element: { type: module } },
            allow: { to: { element: { types: { anyOf: allowed } } } },
          })),
        },
      ],
    },
  },
  {
    files: [
      "src/raster/**/*.ts",
      "src/core/**/*.ts",
      "src/detection/**/*.ts",
      "src/detectors/**/*.ts",
      "src/search/**/*.ts",
      "src/reports/**/*.ts",
      "src/formats/**/*.ts",
      "src/presets/**/*.ts",
      "src/datasets/**/*.ts",
    ],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: outsideCore }],
      "no-restricted-globals": ["error", "document", "window", "navigator", "self", "indexedDB", "localStorage"],
    },
  },
  {
    files: ["vite.config.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["./scripts/*"] }] },
  },
  {
    // A service works without a page around it; how a notice looks is handed in.
    files: ["src/services/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["react", "react-dom", "react-konva", "konva", "@mantine/*"] }] },
  },
  {
    // ECMAScript fixes + − × ÷ and √ to the last bit, and leaves all other functions to the engines.
    files: [
      "src/core/exact/**/*.ts",
      "src/core/camera/**/*.ts",
      "src/core/world/**/*.ts",
      "src/core/bodies/**/*.ts",
      "src/core/scene/road/**/*.ts",
      "src/render/{pixels,road}/**/*.ts",
      "src/raster/**/*.ts",
    ],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...inexactFunctions.map((property) => ({ object: "Math", property, message: "Differs between engines; use core/exact." })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "BinaryExpression[operator='**']", message: "Differs between engines; multiply, or use power of core/exact." },
        { selector: "VariableDeclarator[init.name='Math']", message: "Name each function as Math.…, so that inexact ones are found." },
      ],
    },
  },
  {
    // Where site data is blocked, even to name these throws.
    files: ["src/app/**/*.{ts,tsx}", "src/ui/**/*.{ts,tsx}", "src/services/**/*.ts", "src/library/**/*.ts", "src/editor/**/*.ts"],
    ignores: ["src/library/siteData.ts"],
    rules: {
      "no-restricted-globals": ["error", ...["localStorage", "sessionStorage"].map((name) => ({ name, message: "Use siteData." }))],
      "no-restricted-properties": [
        "error",
        ...["localStorage", "sessionStorage"].map((property) => ({ object: "window", property, message: "Use siteData." })),
        { object: "navigator", property: "locks", message: "Use siteData." },
      ],
    },
  },
  {
    // Node makes folders on the way for ever where none can be made, as below /proc.
    files: ["src/cli/**/*.ts"],
    ignores: ["**/*.test.ts", "src/cli/suite/testRun.ts", "src/cli/files/folders.ts", "src/cli/files/ownedFolder.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: ["node:fs", "node:fs/promises"].map((name) => ({ name, importNames: ["mkdir", "mkdirSync"], message: "Use makeFolder." })),
        },
      ],
    },
  },
  {
    files: ["src/ui/**/*.tsx", "src/app/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    // The list library's hook is not made for the compiler; we do not use the compiler.
    rules: { ...reactHooks.configs.recommended.rules, "react-hooks/incompatible-library": "off" },
  },
);
