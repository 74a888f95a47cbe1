import { setTimeout as sleep } from "node:timers/promises";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

const ON_WINDOWS = process.platform === "win32";

/** How long a program may take to end by itself, once it is told to. */
const GRACE_MS = 500;
const STEP_MS = 25;

/**
 * Starts a command line as the system's shell would, with all that it starts in a group of its own, so that it can be ended as a whole.
 * Its input and output are pipes.
 */
export function startCommand(command: string): ChildProcessWithoutNullStreams {
  return spawn(ON_WINDOWS ? command : withoutShell(command), { shell: true, detached: !ON_WINDOWS, windowsHide: true, stdio: "pipe" });
}

/**
 * A command line that runs one program, so that the shell makes way for it. Otherwise the shell would hold the program's input open after
 * the program has closed it. Several commands, and settings before a command, need the shell.
 */
function withoutShell(command: string): string {
  return /^\s*[^\s;&|<>()`=]+(?:\s[^;&|<>()`\n]*)?$/.test(command) ? `exec ${command}` : command;
}

/** Ends a program and everything that it has started: first politely, then by force. Returns when it has ended. */
export async function endTree(child: ChildProcessWithoutNullStreams): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended = hasEnded(child) ? Promise.resolve() : new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (ON_WINDOWS) {
    // Windows has no groups: it follows who has started whom.
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true, stdio: "ignore" }).on("error", () => child.kill());
    return ended;
  }
  // The shell may end before the program that it has started: the whole group is given its time.
  signalGroup(pid, "SIGTERM");
  for (let waited = 0; waited < GRACE_MS && signalGroup(pid, 0); waited += STEP_MS) await sleep(STEP_MS);
  signalGroup(pid, "SIGKILL");
  await ended;
}

const hasEnded = (child: ChildProcessWithoutNullStreams): boolean => child.exitCode !== null || child.signalCode !== null;

/** Whether there was anything left of the group to signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
