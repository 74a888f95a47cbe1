import type { Noise } from "./noise";
import type { SensorProfile } from "./profile";
import type { TrackIds } from "./trackIds";

/** What the simulated tracker remembers of one object. */
type Memory = {
  lostUntil: number;
  /** The id under which the tracker currently knows it. */
  id: number;
  reportedId: number | null;
  /** Cause of the current interruption, if the object had been reported before. */
  interruption: string | null;
};

/** Which id the tracker gives each object, when it loses it, and when an interruption ends. */
export class TrackMemory {
  private readonly objects = new Map<number, Memory>();

  constructor(
    private readonly profile: SensorProfile["tracking"],
    private readonly noise: Noise,
    private readonly ids: TrackIds,
  ) {}

  /** Whether the tracker has lost the object at this frame. */
  isLost(track: number, frame: number): boolean {
    const object = this.of(track);
    if (frame < object.lostUntil) return true;
    if (this.noise.unit("loss", track, frame) >= this.profile.loss) return false;
    const [least, most] = this.profile.loss_frames;
    object.lostUntil = frame + least + Math.floor(this.noise.unit("lossFrames", track, frame) * (most - least + 1));
    return true;
  }

  /** The id under which the object is reported at this frame. */
  idAt(track: number, frame: number): number {
    const object = this.of(track);
    if (object.reportedId !== null && this.noise.unit("idSwitch", track, frame) < this.profile.id_switch) object.id = this.ids.next();
    return object.id;
  }

  interrupt(track: number, cause: string): void {
    const object = this.of(track);
    if (object.reportedId !== null) object.interruption ??= cause;
  }

  /** Records a correct report. Returns the previous id, if it was different, and the cause of the interruption it ends, if any. */
  reported(track: number, id: number): { idBefore: number | null; interruption: string | null } {
    const object = this.of(track);
    const { reportedId, interruption } = object;
    object.reportedId = id;
    object.interruption = null;
    return { idBefore: reportedId !== null && reportedId !== id ? reportedId : null, interruption };
  }

  private of(track: number): Memory {
    let object = this.objects.get(track);
    if (!object) {
      object = { lostUntil: -Infinity, id: track, reportedId: null, interruption: null };
      this.objects.set(track, object);
    }
    return object;
  }
}
