import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^segmentry$/, replacement: source("index.ts") },
      { find: /^segmentry\/predict$/, replacement: source("predict.ts") },
      { find: /^segmentry\/orders$/, replacement: source("orders.ts") },
      { find: /^segmentry\/prepare$/, replacement: source("prepare.ts") },
      { find: /^segmentry\/explore$/, replacement: source("explore.ts") },
      { find: /^segmentry\/evaluate$/, replacement: source("evaluate.ts") },
      { find: /^segmentry\/insights$/, replacement: source("insights.ts") },
      { find: /^segmentry\/report$/, replacement: source("report-page.ts") },
      { find: /^segmentry\/csv$/, replacement: source("csv.ts") },
      { find: /^segmentry\/http$/, replacement: source("service.ts") },
      { find: /^segmentry\/fastify$/, replacement: source("http/index.ts") },
      { find: /^segmentry\/cli$/, replacement: source("cli/index.ts") },
      { find: /^segmentry\/workers$/, replacement: source("workers/node.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["./scripts/build-engine.mjs", "./scripts/build-page.mjs"],
    typecheck: { include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // For .ci/run: appends what was counted, and what was skipped and why, to the file named by TEST_SUMMARY.
    reporters: process.env.TEST_SUMMARY ? ["default", "./scripts/test-summary.mjs"] : ["default"],
  },
});
