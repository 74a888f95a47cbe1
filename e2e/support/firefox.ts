import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A headless Firefox that shows one page until it is closed. @throws if no Firefox is installed */
export function openFirefox(address: string): { close(): Promise<void> } {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const program = ["firefox-esr", "firefox"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (program === undefined)
    throw new Error("Firefox is missing: npm test installs it as root on Debian (apt-get install firefox-esr); elsewhere install Firefox");
  const profile = mkdtempSync(join(tmpdir(), "jaywalk-firefox-"));
  const quiet = ["datareporting.policy.dataSubmissionEnabled", "browser.aboutwelcome.enabled", "app.normandy.enabled"];
  writeFileSync(join(profile, "user.js"), quiet.map((name) => `user_pref("${name}", false);\n`).join(""));
  const browser = spawn(program, ["--headless", "--no-remote", "--profile", profile, address], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => browser.once("exit", () => resolve()));
  return {
    async close() {
      browser.kill("SIGKILL");
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
