import { LIMITS } from "@/core/document/constants";
import type { Scenario, VideoSettings } from "@/core/document/schema";
import type { Project } from "./records";
import { FRACTIONAL_RATES, standardRate } from "@/core/timeline";

export type ProjectCamera = {
  camera: NonNullable<Scenario["camera"]>;
  video: Pick<VideoSettings, "width" | "height" | "fps">;
};

/**
 * A project's camera as settings of a new scenario: its properties, and its picture's size and rate.
 *
 * @throws Error if resolution or frame rate are not valid for a video
 */
export function projectCamera(project: Project): ProjectCamera {
  const [, width = NaN, height = NaN] = (/^(\d+)\s*[x×]\s*(\d+)$/i.exec(project.resolution.trim()) ?? []).map(Number);
  const fits = (size: number, { min, max }: { min: number; max: number }) => size >= min && size <= max && size % 2 === 0;
  if (!fits(width, LIMITS.width) || !fits(height, LIMITS.height))
    throw new Error(
      `Project "${project.name}": its resolution "${project.resolution}" cannot be used for a video. ` +
        `Use even numbers of pixels such as 1920x1080, at most ${LIMITS.width.max}x${LIMITS.height.max}.`,
    );
  const fps = standardRate(project.frame_rate);
  if (fps === null || fps < LIMITS.fps.min || fps > LIMITS.fps.max)
    throw new Error(
      `Project "${project.name}": its frame rate ${project.frame_rate} must be a whole number ` +
        `from ${LIMITS.fps.min} to ${LIMITS.fps.max}, or ${FRACTIONAL_RATES.join(" or ")}.`,
    );
  return {
    camera: {
      model: project.camera_model,
      view: project.camera_view,
      lens: project.lens_type,
      signal: project.signal_type,
    },
    video: { width, height, fps },
  };
}
