import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { barChart } from "./chart.mjs";
import { chartRows, reportText } from "./text.mjs";

/** The figures so far, by key; stored with the report, so that parts can be measured one at a time. */
export class Results {
  #folder;
  #measured = {};

  constructor(folder) {
    this.#folder = folder;
  }

  record(key, figures) {
    const rounded = Object.entries(figures).map(([name, value]) => [name, Number.isInteger(value) ? value : Number(value.toPrecision(4))]);
    this.#measured[key] = Object.fromEntries(rounded);
  }

  write() {
    mkdirSync(this.#folder, { recursive: true });
    const file = join(this.#folder, "results.json");
    const earlier = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).figures : {};
    const figures = Object.fromEntries(Object.entries({ ...earlier, ...this.#measured }).sort(([a], [b]) => (a < b ? -1 : 1)));
    const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? "unknown", memoryGigabytes: Math.round(totalmem() / 2 ** 30) };
    const put = (name, content) => writeFileSync(join(this.#folder, name), content);
    put("results.json", `${JSON.stringify({ machine, figures }, null, 2)}\n`);
    put("speed.svg", barChart("Frames a second of the whole process, 1280 × 720, style schematic", chartRows(figures)));
    put("README.md", reportText(machine, figures));
  }
}
