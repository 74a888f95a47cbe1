import type { Scenario } from "@/core/document/schema";
import { frameState } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import { conditionsAt } from "@/core/weather";
import type { TruthObject } from "../types";
import type { SimulationFrame } from "./events";
import { secondsOf } from "@/core/timeline";

/** Frames of a scenario for the simulation, computed one at a time. */
export function* scenarioFrames(scenario: Scenario): Generator<SimulationFrame> {
  for (let frame = 0; frame < scenario.video.durationFrames; frame++) yield scenarioFrame(scenario, frame);
}

/** One of these frames. */
export function scenarioFrame(scenario: Scenario, frame: number): SimulationFrame {
  const state = frameState(scenario, frame);
  return { frame, timestamp: secondsOf(frame, scenario.video.fps), weather: state.weather, truth: groundTruthOf(state) };
}

/** Frames from ground-truth records, as a bundle contains them, and the scenario's weather and light. */
export function* recordedFrames(
  records: readonly TruthObject[],
  { fps, durationFrames }: { fps: number; durationFrames: number },
  sky: Pick<Scenario, "weather" | "light">,
): Generator<SimulationFrame> {
  const byFrame = new Map<number, TruthObject[]>();
  for (const record of records) {
    const truth = byFrame.get(record.frame);
    if (truth) truth.push(record);
    else byFrame.set(record.frame, [record]);
  }
  for (let frame = 0; frame < durationFrames; frame++)
    yield { frame, timestamp: secondsOf(frame, fps), weather: conditionsAt(sky, frame), truth: byFrame.get(frame) ?? [] };
}
