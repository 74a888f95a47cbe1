import type { Actor } from "../document/schema";
import { pictureTrack } from "./pictureTrack";
import { roadTrack } from "./roadTrack";
import type { Setting, Track } from "./track";

type Known = { readonly fps: number; readonly world: object | null; readonly track: Track };

// Documents are immutable: an actor with its waits at a rate in a world always has the same track.
const tracks = new WeakMap<Actor, Known>();

/** The track of an actor. */
export function trackOf(setting: Setting, actor: Actor): Track {
  const { fps } = setting.video;
  const world = setting.road?.plan ?? null;
  const known = tracks.get(actor);
  if (known?.fps === fps && known.world === world) return known.track;
  const track = setting.road ? roadTrack(setting, setting.road, actor) : pictureTrack(setting, actor);
  tracks.set(actor, { fps, world, track });
  return track;
}
