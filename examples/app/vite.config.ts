import { defineConfig } from "vite";
import { oneFile } from "./build/one-file.ts";

export default defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: false, cssCodeSplit: false, assetsInlineLimit: 1e8, chunkSizeWarningLimit: 2000, reportCompressedSize: false },
  worker: { format: "iife" },
  server: { fs: { allow: ["../.."] } },
  plugins: [oneFile()],
});
