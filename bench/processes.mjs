import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

const SAMPLE_MS = 200;

/**
 * Runs a program to its end. @param memory whether to monitor the memory of it and all of its child processes (Linux only)
 * @returns wall-clock seconds of the whole process, its output, and its peak memory (bytes; shared pages counted once)
 */
export async function timed(program, parameters, { memory = false } = {}) {
  const start = performance.now();
  const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, complaint, peakBytes] = ["", "", 0];
  child.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complaint = (complaint + text).slice(-2000)));
  const watch = memory ? setInterval(() => (peakBytes = Math.max(peakBytes, memoryOf(child.pid))), SAMPLE_MS) : undefined;
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearInterval(watch);
  if (status !== 0) throw new Error(`${program} ${parameters.join(" ")} ended with ${status}: ${complaint}`);
  return { seconds: (performance.now() - start) / 1000, printed, peakBytes };
}

/** Bytes held now by a process and all of its descendants: proportional set sizes, so that shared pages count once. */
export function memoryOf(root) {
  const children = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNothing(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(Number(name));
  }
  const open = [root];
  let kilobytes = 0;
  while (open.length > 0) {
    const process = open.pop();
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
    open.push(...(children.get(process) ?? []));
  }
  return kilobytes * 1024;
}

/** A process may end while it is being inspected. */
function readOrNothing(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
