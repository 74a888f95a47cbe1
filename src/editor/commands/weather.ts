import type { LightKeyframe, Scenario, SlimScenario, WeatherKeyframe } from "@/core/document";
import { command, type Command } from "./command";
import { clamp, withParts, without } from "./edit";

/** The two tracks of the sky: weather and light. Keyframes of both are identified by their frames. */
export type SkyTrack = "weather" | "light";
type Keyframes = { readonly weather: WeatherKeyframe; readonly light: LightKeyframe };
export type SkyKeyframe<Track extends SkyTrack> = Keyframes[Track];

const DAYLIGHT: readonly LightKeyframe[] = [{ frame: 0, condition: "day", intensity: 1, fadeFrames: 0 }];

const readers: { readonly [Track in SkyTrack]: (scenario: Scenario) => readonly Keyframes[Track][] } = {
  weather: ({ weather }) => weather,
  light: ({ light }) => light ?? DAYLIGHT,
};

const writers: { readonly [Track in SkyTrack]: (scenario: SlimScenario, keyframes: readonly Keyframes[Track][]) => SlimScenario } = {
  weather: (scenario, weather) => withParts(scenario, { weather: [...weather] }),
  // If it is always day, the document has no light.
  light: (scenario, light) => {
    const [first] = light;
    return light.length === 1 && first?.condition === "day" ? without(scenario, "light") : { ...scenario, light: [...light] };
  },
};

/** A track's keyframes in order, the first at frame 0; if a scenario has no light, it is day. */
export const skyKeyframes = <Track extends SkyTrack>(scenario: Scenario, track: Track): readonly Keyframes[Track][] =>
  readers[track](scenario);

const lastFrame = ({ video }: Scenario): number => Math.max(0, video.durationFrames - 1);

/** Sets weather or light from a frame onwards; an existing keyframe is replaced. */
export function putSky<Track extends SkyTrack>(track: Track, keyframe: Keyframes[Track]): Command {
  return command(`Set ${track}`, (scenario) => {
    const frame = clamp(Math.round(keyframe.frame), 0, lastFrame(scenario));
    const others = skyKeyframes(scenario, track).filter((other) => other.frame !== frame);
    const keyframes = [...others, tidied<Track>({ ...keyframe, frame })].sort((one, other) => one.frame - other.frame);
    return writers[track](scenario, keyframes);
  });
}

export type SkyChange<Track extends SkyTrack> = {
  readonly condition?: Keyframes[Track]["condition"];
  readonly intensity?: number;
  readonly fadeFrames?: number;
};

/** Changes condition, intensity or fade of the keyframes at these frames. */
export function changeSky<Track extends SkyTrack>(track: Track, frames: readonly number[], change: SkyChange<Track>): Command {
  return command(`Change ${track}`, (scenario) => {
    const keyframes = skyKeyframes(scenario, track);
    if (!keyframes.some(({ frame }) => frames.includes(frame))) return scenario;
    return writers[track](
      scenario,
      keyframes.map((keyframe) => (frames.includes(keyframe.frame) ? tidied<Track>({ ...keyframe, ...change }) : keyframe)),
    );
  });
}

/** Changes weather or light from a frame onwards: in the existing keyframe, or with a new one that takes over within a second. */
export function changeSkyAt<Track extends SkyTrack>(track: Track, at: number, change: SkyChange<Track>): Command {
  return command(`Change ${track}`, (scenario) => {
    const frame = clamp(Math.round(at), 0, lastFrame(scenario));
    const present = skyKeyframes(scenario, track).findLast((keyframe) => keyframe.frame <= frame);
    if (!present || present.frame === frame) return changeSky(track, [frame], change).apply(scenario);
    const isChanged = Object.entries(change).some(([key, value]) =>
      Object.entries(present).some(([own, before]) => own === key && before !== value),
    );
    return isChanged
      ? putSky<Track>(track, { ...present, fadeFrames: Math.round(scenario.video.fps), ...change, frame }).apply(scenario)
      : scenario;
  });
}

/** Moves keyframes by frames. The first stays at 0; none leaves the video or passes a keyframe that stays. */
export function moveSky(track: SkyTrack, frames: readonly number[], by: number): Command {
  return command(`Move ${track} keyframe`, (scenario) => moved(scenario, track, frames, by));
}

function moved<Track extends SkyTrack>(scenario: SlimScenario, track: Track, frames: readonly number[], by: number): SlimScenario {
  const keyframes = skyKeyframes(scenario, track);
  const moving = keyframes.filter(({ frame }) => frame > 0 && frames.includes(frame));
  const staying = keyframes.filter((keyframe) => !moving.includes(keyframe)).map(({ frame }) => frame);
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
  return writers[track](
    scenario,
    keyframes.map((keyframe) => (moving.includes(keyframe) ? { ...keyframe, frame: keyframe.frame + shift } : keyframe)),
  );
}

/** Deletes keyframes. The first cannot be deleted: if it is selected, the next one's weather takes its place. */
export function deleteSky(track: SkyTrack, frames: readonly number[]): Command {
  return command(`Delete ${track} keyframe`, (scenario) => deleted(scenario, track, frames));
}

function deleted<Track extends SkyTrack>(scenario: SlimScenario, track: Track, frames: readonly number[]): SlimScenario {
  const keyframes = skyKeyframes(scenario, track);
  const [first, ...rest] = keyframes.filter(({ frame }) => !frames.includes(frame));
  if (!first || rest.length + 1 === keyframes.length) return scenario;
  return writers[track](scenario, [first.frame === 0 ? first : { ...first, frame: 0, fadeFrames: 0 }, ...rest]);
}

/** One weather, or one light, for the whole video. */
export function setSkyThroughout<Track extends SkyTrack>(track: Track, keyframe: Keyframes[Track]): Command {
  return command(`Set ${track}`, (scenario) => writers[track](scenario, [tidied<Track>({ ...keyframe, frame: 0, fadeFrames: 0 })]));
}

function tidied<Track extends SkyTrack>(keyframe: Keyframes[Track]): Keyframes[Track] {
  return {
    ...keyframe,
    intensity: clamp(Math.round(keyframe.intensity * 1000) / 1000, 0, 1),
    fadeFrames: Math.max(0, Math.round(keyframe.fadeFrames)),
  };
}
