import { reportToText } from "segmentry";
import { readCsv } from "segmentry/csv";
import { segmentAsync } from "segmentry/workers";

const byId = (id) => document.getElementById(id);
let running = new AbortController();

byId("file").addEventListener("change", async ({ target }) => {
  running.abort();
  const controller = (running = new AbortController());
  show({ isRunning: true });
  try {
    const customers = await readCsv(target.files[0].stream());
    const { report } = await segmentAsync(customers, {
      seed: 222,
      signal: controller.signal,
      onProgress: ({ done, total }) => Object.assign(byId("progress"), { value: done, max: total }),
    });
    show({ report: reportToText(report) });
  } catch (error) {
    if (controller === running) show({ error: controller.signal.aborted ? "Stopped." : error.message });
  }
});

byId("stop").addEventListener("click", () => running.abort());

function show({ isRunning = false, report = "", error = "" }) {
  byId("progress").hidden = byId("stop").hidden = !isRunning;
  byId("report").textContent = report;
  byId("error").textContent = error;
  byId("error").hidden = error === "";
}
