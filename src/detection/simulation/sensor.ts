import { hashUuid } from "@/core/random";
import type { Box } from "@/core/scene/frameStateTypes";
import { inPicture, intersectionOverUnion } from "../evaluation/overlap";
import type { TruthObject } from "../types";
import {
  DEFAULT_START_TIME,
  type DetectionEvent,
  type Fault,
  type SimulationFrame,
  type SimulationItem,
  type SimulationRun,
  isoTime,
} from "./events";
import { MISTAKABLE_IOU, USUAL_IOU } from "./expectedCounts";
import { type Ghost, ghostsAt } from "./ghosts";
import { InOrder } from "./inOrder";
import { Noise } from "./noise";
import type { SensorProfile } from "./profile";
import { causeOfMiss, detectionFactors, noisyBox, noisyConfidence } from "./sensorModel";
import { TrackIds } from "./trackIds";
import { TrackMemory } from "./trackMemory";

/**
 * The sensor model, frame by frame. Memory contains the tracks' states, the lasting false positives and the events that a later one may
 * still precede. The frames are read twice: new track ids start above the largest. Objects that cannot be seen at all are neither
 * reported nor missed.
 */
export function* simulateSensor(
  frames: () => Iterable<SimulationFrame>,
  profile: SensorProfile,
  run: SimulationRun,
  sessionId: string,
): Generator<SimulationItem> {
  let largestTrackId = -1;
  for (const { truth } of frames()) for (const { track_id } of truth) largestTrackId = Math.max(largestTrackId, track_id);
  const simulation = new Sensor(profile, run, sessionId, largestTrackId);
  const earliest = profile.timing.timestamp_error_ms / 1000;
  for (const frame of frames()) {
    simulation.observe(frame);
    for (const fault of simulation.takeFaults()) yield { kind: "fault", fault };
    for (const event of simulation.events.until(frame.timestamp - earliest)) yield { kind: "event", event };
  }
  for (const event of simulation.events.until(Infinity)) yield { kind: "event", event };
}

class Sensor {
  readonly events = new InOrder();
  private faults: Fault[] = [];
  private ghosts: Ghost[] = [];
  private readonly noise: Noise;
  private readonly ids: TrackIds;
  private readonly memory: TrackMemory;
  private readonly startTime: number;

  constructor(
    private readonly profile: SensorProfile,
    private readonly run: SimulationRun,
    private readonly sessionId: string,
    largestTrackId: number,
  ) {
    this.noise = new Noise(run.seed);
    this.ids = new TrackIds(largestTrackId);
    this.memory = new TrackMemory(profile.tracking, this.noise, this.ids);
    this.startTime = run.startTime ?? DEFAULT_START_TIME;
  }

  takeFaults(): Fault[] {
    const { faults } = this;
    this.faults = [];
    return faults;
  }

  observe(frame: SimulationFrame): void {
    const looks = frame.frame % this.profile.timing.update_interval_frames === 0;
    for (const truth of frame.truth) {
      if (truth.visibility <= 0) continue;
      if (looks) this.lookAt(truth, frame);
      else this.miss(truth, "update_interval");
    }
    if (!looks) return;
    const { alive, seen } = ghostsAt(frame, this.ghosts, this.profile, this.run, this.noise);
    this.ghosts = alive;
    for (const ghost of seen) this.reportGhost(ghost, frame);
  }

  private lookAt(truth: TruthObject, { weather, truth: others }: SimulationFrame): void {
    const { profile, noise, memory } = this;
    const { track_id: track, frame, bounding_box: box } = truth;
    if (memory.isLost(track, frame)) return this.miss(truth, "track_lost");
    const sizePx = Math.sqrt(box.width * box.height);
    const factors = detectionFactors(profile, { sizePx, visibility: truth.visibility, weather });
    const cause = causeOfMiss(factors, profile.detection.rate, noise.unit("detect", track, frame));
    if (cause !== null) return this.miss(truth, cause);

    const id = memory.idAt(track, frame);
    const noisy = noisyBox(profile, box, factors.quality, noise, track, frame);
    const { label, reported, unmistakable } = this.appearance(truth, noisy, others);
    const right = label === truth.object_type;
    const iou = this.overlap(box, reported);
    const { timestamp, created_at, timeErrorMs } = this.times(truth.timestamp, track, frame);
    const event: DetectionEvent = {
      id: hashUuid(noise.namespace("event"), track, frame),
      test_session_id: this.sessionId,
      timestamp,
      confidence: noisyConfidence(profile, factors.quality, noise, track, frame),
      class_label: label,
      validation_result: right && iou >= USUAL_IOU ? "TP" : "FP",
      created_at,
      frame,
      bounding_box: reported,
      track_id: id,
    };
    if (noise.unit("drop", track, frame) < profile.messages.drop) {
      memory.interrupt(track, "dropped_message");
      return this.fault("dropped_message", "network", truth, null);
    }
    if (right) {
      if (iou >= USUAL_IOU) this.noteTrack(truth, id, event.id);
      else memory.interrupt(track, "box");
      if (iou < 1 || timeErrorMs !== 0)
        this.fault("deviation", "noise", truth, event.id, {
          iou,
          time_error_ms: timeErrorMs,
          quality: factors.quality,
        });
    } else {
      memory.interrupt(track, "class_confusion");
      this.fault("class_confusion", "classifier", truth, event.id, { from: truth.object_type, to: label });
    }
    if (unmistakable) this.send(event, truth.track_id, noise.unit("repeat", track, frame));
    else this.events.add(event);
  }

  /**
   * The class and the box that are reported. A report that could be mistaken for another object would be matched with that one, and its
   * injected faults would not be found; so if the box comes near one of the reported class, the class is right and the box exact, which
   * leaves the best matching no choice, and the message does not repeat.
   */
  private appearance(truth: TruthObject, noisy: Box, others: readonly TruthObject[]) {
    const isNear = (box: Box, label: string) =>
      others.some((other) => other !== truth && other.object_type === label && this.overlap(box, other.bounding_box) >= MISTAKABLE_IOU);
    const { object_type, bounding_box } = truth;
    const label = this.labelOf(truth);
    if (!isNear(noisy, label)) return { label, reported: noisy, unmistakable: true };
    if (label !== object_type && !isNear(noisy, object_type)) return { label: object_type, reported: noisy, unmistakable: true };
    return { label: object_type, reported: bounding_box, unmistakable: !isNear(bounding_box, object_type) };
  }

  /** As an evaluator compares boxes: inside the picture. */
  private overlap(a: Box, b: Box): number {
    const { video } = this.run;
    return intersectionOverUnion(inPicture(a, video), inPicture(b, video));
  }

  /** Records a change of id and the end of an interruption. */
  private noteTrack(truth: TruthObject, id: number, eventId: string): void {
    const { idBefore, interruption } = this.memory.reported(truth.track_id, id);
    if (idBefore !== null) this.fault("id_switch", "tracker", truth, eventId, { from: idBefore, to: id });
    if (interruption !== null) this.fault("fragmentation", interruption, truth, eventId);
  }

  private reportGhost(ghost: Ghost, { frame, timestamp: seconds }: SimulationFrame): void {
    const { noise } = this;
    const keys = [ghost.birth, ghost.number, frame] as const;
    const { timestamp, created_at } = this.times(seconds, ...keys);
    const nothing = { frame, timestamp: seconds, track_id: null };
    if (noise.unit("drop", ...keys) < this.profile.messages.drop) return this.fault("dropped_message", "network", nothing, null);
    ghost.trackId ??= this.ids.next();
    const event: DetectionEvent = {
      id: hashUuid(noise.namespace("falseEvent"), ghost.key, frame),
      test_session_id: this.sessionId,
      timestamp,
      confidence: ghost.confidence,
      class_label: ghost.label,
      validation_result: "FP",
      created_at,
      frame,
      bounding_box: ghost.box,
      track_id: ghost.trackId,
    };
    this.fault("false_positive", "clutter", nothing, event.id, { class_label: ghost.label });
    this.send(event, null, noise.unit("repeat", ...keys));
  }

  private send(event: DetectionEvent, track: number | null, chance: number): void {
    this.events.add(event);
    if (chance >= this.profile.messages.repeat) return;
    this.events.add(event);
    const { frame = 0, timestamp } = event;
    this.fault("repeated_message", "network", { frame, timestamp, track_id: track }, event.id);
  }

  private miss(truth: TruthObject, cause: string): void {
    this.memory.interrupt(truth.track_id, cause);
    this.fault("miss", cause, truth, null);
  }

  private labelOf({ object_type, track_id, frame }: TruthObject): string {
    const { confusion, labels } = this.profile.classes;
    if (this.noise.unit("confuse", track_id, frame) >= confusion) return object_type;
    const others = labels.filter((label) => label !== object_type);
    return this.noise.pick(others, object_type, "otherClass", track_id, frame);
  }

  private times(seconds: number, ...keys: readonly number[]) {
    const { latency_ms, latency_spread_ms, timestamp_error_ms, stamped_at } = this.profile.timing;
    const latency = Math.max(0, latency_ms + latency_spread_ms * this.noise.bell("latency", ...keys));
    const clockError = this.noise.between(-timestamp_error_ms, timestamp_error_ms, "time", ...keys);
    const timeErrorMs = clockError + (stamped_at === "report" ? latency : 0);
    return {
      timestamp: timeErrorMs === 0 ? seconds : seconds + timeErrorMs / 1000,
      created_at: isoTime(this.startTime + seconds * 1000 + latency),
      timeErrorMs,
    };
  }

  private fault(
    kind: Fault["kind"],
    cause: string,
    { frame, timestamp, track_id }: Pick<Fault, "frame" | "timestamp" | "track_id">,
    event_id: string | null,
    detail: Fault["detail"] = {},
  ): void {
    this.faults.push({ kind, cause, frame, timestamp, track_id, event_id, detail });
  }
}
