import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

const SAMPLE_MS = 200;

/**
 * Runs a program to its end. @param memory, cpu what to monitor of it and all of its child processes (Linux only)
 * @returns wall-clock seconds of the whole process, its output, its peak memory (bytes; shared pages counted once), and its CPU seconds
 * (null without /proc), in which the last fifth of a second of a process may be missing
 */
export async function timed(program, parameters, { memory = false, cpu = false } = {}) {
  const start = performance.now();
  const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, complaint, peakBytes] = ["", "", 0];
  child.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complaint = (complaint + text).slice(-2000)));
  const ticks = new Map();
  const sample = () => {
    if (memory) peakBytes = Math.max(peakBytes, memoryOf(child.pid));
    if (cpu) for (const { pid, fields } of familyOf(child.pid)) ticks.set(pid, Number(fields[11]) + Number(fields[12]));
  };
  const watch = memory || cpu ? setInterval(sample, SAMPLE_MS) : undefined;
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearInterval(watch);
  if (status !== 0) throw new Error(`${program} ${parameters.join(" ")} ended with ${status}: ${complaint}`);
  return {
    seconds: (performance.now() - start) / 1000,
    printed,
    peakBytes,
    cpuSeconds: ticks.size === 0 ? null : sumOf(ticks.values()) / TICKS_A_SECOND,
  };
}

const sumOf = (values) => [...values].reduce((sum, value) => sum + value, 0);

/** Bytes held now by a process and all of its descendants: proportional set sizes, so that shared pages count once. */
export function memoryOf(root) {
  const kilobytes = familyOf(root).map(({ pid }) => Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, held) => sum + held, 0) * 1024;
}

/**
 * CPU seconds that this process and all of its descendants, ended ones included, have used so far: what a measurement took while others
 * used the machine, too. Null where there is no /proc.
 */
export function cpuSeconds() {
  const ticks = familyOf(process.pid).flatMap(({ fields }) => fields.slice(11, 15).map(Number));
  return ticks.length === 0 ? null : ticks.reduce((sum, part) => sum + part, 0) / TICKS_A_SECOND;
}

/** Linux’s unit of CPU times in /proc. */
const TICKS_A_SECOND = 100;

/** A process and all of its descendants, with the fields of their `stat` that follow the name. */
function familyOf(root) {
  if (!existsSync("/proc")) return [];
  const all = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const stat = readOrNothing(`/proc/${name}/stat`);
    return stat === "" ? [] : [{ pid: Number(name), fields: stat.slice(stat.lastIndexOf(")") + 2).split(" ") }];
  });
  const family = all.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...all.filter(({ fields }) => Number(fields[1]) === pid));
  return family;
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
