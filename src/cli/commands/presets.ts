import type { Command } from "commander";
import { PRESETS, PROTOCOL_PRESETS } from "@/presets";
import { worldOf } from "@/core/scene";
import { secondsOf } from "@/core/timeline";
import { mainCondition } from "@/core/weather";

/** Adds `jaywalk presets`. */
export function addPresetsCommand(program: Command): void {
  program
    .command("presets")
    .description("list the built-in scenarios")
    .option("--json", "as one JSON object")
    .action(({ json }: { json?: boolean }) => {
      const presets = [...PRESETS, ...PROTOCOL_PRESETS].map(({ id, title, description, group, scenario }) => {
        const { width, height, fps, durationFrames } = scenario.video;
        return {
          id,
          title,
          description,
          group,
          world: worldOf(scenario).kind,
          scene: scenario.scene.kind,
          weather: mainCondition(scenario),
          width,
          height,
          fps,
          frames: durationFrames,
          duration: secondsOf(durationFrames, fps),
          actors: scenario.actors.length,
        };
      });
      if (json) process.stdout.write(`${JSON.stringify({ presets })}\n`);
      else {
        const widest = Math.max(...presets.map(({ id }) => id.length));
        for (const { id, duration, description } of presets)
          process.stdout.write(`${id.padEnd(widest)}  ${String(duration).padStart(4)} s  ${description}\n`);
      }
    });
}
