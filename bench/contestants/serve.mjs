import { createInterface } from "node:readline";

/** Precedes each answer: what libraries print to stdout is passed over. */
const MARK = "answer ";

/**
 * Answers requests, JSON objects a line on stdin, by the task that each names: `{ ms, stages, facts }`, or `{ skipped }` with
 * the reason. `cpu` is the processor time of the whole request, what is not timed included, in milliseconds.
 */
export async function serve(tasks) {
  const say = (answer) => process.stdout.write(`${MARK}${JSON.stringify(answer)}\n`);
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const before = process.cpuUsage();
    const answer = await answerTo(JSON.parse(line), tasks);
    const { user, system } = process.cpuUsage(before);
    say({ ...answer, cpu: (user + system) / 1000 });
  }
}

async function answerTo(request, tasks) {
  try {
    return await tasks[request.task](request);
  } catch (error) {
    return { error: error.stack.split("\n").slice(0, 3).join(" ") };
  }
}
