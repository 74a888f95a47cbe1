import {
  LIMITS,
  trafficOf,
  withDuration,
  withFrameRate,
  withSeed,
  withSize,
  type Marker,
  type PictureStyle,
  type Scenario,
  type SceneSettings,
  type VideoSettings,
} from "@/core/document";
import { command, type Command } from "./command";
import { clamp, mapWhere, withParts, without } from "./edit";
import { closestRate } from "@/core/timeline";

export function renameScenario(name: string): Command {
  return command("Rename scenario", (scenario) =>
    name.trim() === "" ? scenario : withParts(scenario, { name: name.trim().slice(0, 200) }),
  );
}

export function describeScenario(description: string): Command {
  return command("Describe scenario", (scenario) => withParts(scenario, { description: description.slice(0, 10_000) }));
}

export function setStyle(style: PictureStyle): Command {
  return command("Change style", (scenario) => withParts(scenario, { style }));
}

/** A new seed; everything generators drew from the old one is drawn again. */
export function setSeed(seed: number): Command {
  return command("Change seed", (scenario) => {
    const next = clamp(Math.round(seed), 0, 0xffff_ffff);
    return next === scenario.seed ? scenario : withSeed(scenario, next);
  });
}

export function setScene(change: Partial<Pick<SceneSettings, "kind" | "variant" | "traffic">>): Command {
  return command("Change scene", (scenario) => {
    const variant = clamp(Math.round(change.variant ?? scenario.scene.variant), 0, 9999);
    const kind = change.kind ?? scenario.scene.kind;
    const { scene } = scenario;
    const traffic = change.traffic ?? trafficOf(scene);
    if (kind === scene.kind && variant === scene.variant && traffic === trafficOf(scene)) return scenario;
    return { ...scenario, scene: { ...scene, kind, variant, ...(change.traffic !== undefined && { traffic }) } };
  });
}

/** Sets how many pixels a metre takes on the reference row; undefined restores the scene's own scale. */
export function setScale(pixelsPerMetre: number | undefined): Command {
  return command("Set scale", (scenario) => {
    const scene = without(scenario.scene, "pixelsPerMetre");
    if (pixelsPerMetre === undefined) return scenario.scene.pixelsPerMetre === undefined ? scenario : { ...scenario, scene };
    const { min, max } = LIMITS.pixelsPerMetre;
    return { ...scenario, scene: { ...scene, pixelsPerMetre: clamp(pixelsPerMetre, min, max) } };
  });
}

export function setCamera(camera: Scenario["camera"]): Command {
  return command("Change camera", (scenario) => (camera === undefined ? { ...without(scenario, "camera") } : { ...scenario, camera }));
}

/** Changes the video's size (everything scales with it), rate (everything keeps its time) or length. */
export function setVideo(change: Partial<VideoSettings>): Command {
  return command("Change video settings", (scenario) => {
    const { width, height, fps, durationFrames } = { ...scenario.video, ...change };
    let next = scenario;
    if (fps !== scenario.video.fps) next = withFrameRate(next, clamp(closestRate(fps), LIMITS.fps.min, LIMITS.fps.max));
    if (change.durationFrames !== undefined && change.durationFrames !== next.video.durationFrames)
      next = withDuration(next, clamp(Math.round(durationFrames), 1, LIMITS.durationFrames.max));
    if (width !== scenario.video.width || height !== scenario.video.height)
      next = withSize(next, even(width, LIMITS.width), even(height, LIMITS.height));
    return next;
  });
}

const even = (value: number, { min, max }: { min: number; max: number }): number => clamp(2 * Math.round(value / 2), min, max);

export function addMarker(frame: number, name: string): Command {
  return command("Add marker", (scenario) => {
    const marker = { frame: inVideo(scenario, frame), name: name.slice(0, 200) };
    const others = scenario.markers.filter((other) => other.frame !== marker.frame);
    return { ...scenario, markers: inOrder([...others, marker]) };
  });
}

/** Changes the marker at a frame: its name, or its frame. A marker already at the new frame is replaced. */
export function changeMarker(frame: number, change: Partial<Marker>): Command {
  return command("Change marker", (scenario) => {
    const target = inVideo(scenario, change.frame ?? frame);
    const markers = scenario.markers.filter((other) => other.frame === frame || other.frame !== target);
    const changed = mapWhere(
      markers,
      (other) => other.frame === frame,
      (marker) => ({ ...marker, ...change, frame: target }),
    );
    return changed === markers ? scenario : { ...scenario, markers: inOrder([...changed]) };
  });
}

export function deleteMarkers(frames: readonly number[]): Command {
  return command("Delete marker", (scenario) => {
    const markers = scenario.markers.filter(({ frame }) => !frames.includes(frame));
    return markers.length === scenario.markers.length ? scenario : { ...scenario, markers };
  });
}

const inVideo = ({ video }: Scenario, frame: number) => clamp(Math.round(frame), 0, video.durationFrames - 1);
const inOrder = (markers: Marker[]): Marker[] => markers.sort((one, other) => one.frame - other.frame);
