import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: false, rolldownOptions: { input: ["index.html", "check.html"] } },
  worker: { format: "es" },
  // In development Vite would move the library elsewhere, away from the script of its workers.
  optimizeDeps: { exclude: ["segmentry"], include: ["segmentry > ml-distance", "segmentry > seedrandom/lib/alea.js"] },
});
