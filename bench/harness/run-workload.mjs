import { processorTime } from "./machine.mjs";
import { measure } from "./measure.mjs";
import { taskSection } from "./section.mjs";

/** Measures the tasks of a workload one after the other. */
export async function runTasks({ tasks, rounds }, pool, { rounds: askedRounds, onTask }) {
  const before = processorTime(), sections = [];
  let cpu = 0;
  try {
    for (const task of tasks) {
      const measured = await measure(task, pool, askedRounds ?? task.rounds ?? rounds);
      cpu += measured.cpu;
      const section = taskSection(task, measured.results);
      onTask(section);
      sections.push(section);
    }
  } finally {
    await pool.stop();
  }
  return { sections, otherLoad: otherLoad(before, cpu) };
}

/** The share of all cores that was busy with something else than the contestants. */
function otherLoad(before, cpu) {
  const after = processorTime();
  return Math.max(0, (after.busy - before.busy - cpu) / (after.all - before.all));
}
