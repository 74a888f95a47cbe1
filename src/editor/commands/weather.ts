import type { Scenario, WeatherKeyframe } from "@/core/document";
import { command, type Command } from "./command";
import { clamp, withParts } from "./edit";

const lastFrame = ({ video }: Scenario): number => Math.max(0, video.durationFrames - 1);

/** Sets the weather from a frame on; a keyframe that is there already is replaced. */
export function putWeather(keyframe: WeatherKeyframe): Command {
  return command("Set weather", (scenario) => {
    const frame = clamp(Math.round(keyframe.frame), 0, lastFrame(scenario));
    const others = scenario.weather.filter((other) => other.frame !== frame);
    return { ...scenario, weather: inOrder([...others, tidied({ ...keyframe, frame })]) };
  });
}

export type WeatherChange = Partial<Omit<WeatherKeyframe, "frame">>;

/** Changes condition, intensity or fade of the keyframes at these frames. */
export function changeWeather(frames: readonly number[], change: WeatherChange): Command {
  return command("Change weather", (scenario) =>
    withParts(scenario, {
      weather: scenario.weather.some(({ frame }) => frames.includes(frame))
        ? scenario.weather.map((keyframe) =>
            frames.includes(keyframe.frame) ? tidied({ ...keyframe, ...change }) : keyframe,
          )
        : scenario.weather,
    }),
  );
}

/** Changes the weather from a frame on: of the keyframe there, or by a new one that takes over within a second. */
export function changeWeatherAt(at: number, change: WeatherChange): Command {
  return command("Change weather", (scenario) => {
    const frame = clamp(Math.round(at), 0, lastFrame(scenario));
    const present = scenario.weather.findLast((keyframe) => keyframe.frame <= frame);
    if (!present || present.frame === frame) return changeWeather([frame], change).apply(scenario);
    const isChanged = Object.entries(change).some(([key, value]) => Object.entries(present).some(([own, before]) => own === key && before !== value));
    return isChanged ? putWeather({ ...present, fadeFrames: Math.round(scenario.video.fps), ...change, frame }).apply(scenario) : scenario;
  });
}

/** Moves keyframes by frames. The first stays at 0; none leaves the video or passes a keyframe that stays. */
export function moveWeather(frames: readonly number[], by: number): Command {
  return command("Move weather keyframe", (scenario) => {
    const moving = scenario.weather.filter(({ frame }) => frame > 0 && frames.includes(frame));
    const staying = scenario.weather.filter((keyframe) => !moving.includes(keyframe)).map(({ frame }) => frame);
    let low = -Infinity;
    let high = Infinity;
    for (const { frame } of moving) {
      const before = Math.max(0, ...staying.filter((other) => other < frame));
      const after = Math.min(lastFrame(scenario) + 1, ...staying.filter((other) => other > frame));
      low = Math.max(low, before + 1 - frame);
      high = Math.min(high, after - 1 - frame);
    }
    // A keyframe beyond a shortened video's end has no room: it stays.
    const shift = low > high ? 0 : clamp(Math.round(by), low, high);
    if (moving.length === 0 || shift === 0) return scenario;
    return {
      ...scenario,
      weather: scenario.weather.map((keyframe) =>
        moving.includes(keyframe) ? { ...keyframe, frame: keyframe.frame + shift } : keyframe,
      ),
    };
  });
}

/** Deletes keyframes. The first cannot go: where it is chosen, the next one's weather takes its place. */
export function deleteWeather(frames: readonly number[]): Command {
  return command("Delete weather keyframe", (scenario) => {
    const [first, ...rest] = scenario.weather.filter(({ frame }) => !frames.includes(frame));
    if (!first || rest.length + 1 === scenario.weather.length) return scenario;
    return { ...scenario, weather: [first.frame === 0 ? first : { ...first, frame: 0, fadeFrames: 0 }, ...rest] };
  });
}

/** One weather for the whole video. */
export function setWeatherThroughout(change: { condition: WeatherKeyframe["condition"]; intensity: number }): Command {
  return command("Set weather", (scenario) => ({
    ...scenario,
    weather: [tidied({ frame: 0, fadeFrames: 0, ...change })],
  }));
}

function tidied(keyframe: WeatherKeyframe): WeatherKeyframe {
  return {
    ...keyframe,
    intensity: clamp(Math.round(keyframe.intensity * 1000) / 1000, 0, 1),
    fadeFrames: Math.max(0, Math.round(keyframe.fadeFrames)),
  };
}

const inOrder = (keyframes: WeatherKeyframe[]) => keyframes.sort((one, other) => one.frame - other.frame);
