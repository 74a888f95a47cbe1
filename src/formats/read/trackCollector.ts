import { LIMITS } from "@/core/document";
import { FormatError, type FindingList } from "../finding";
import type { ImportedBox, ImportedTrack } from "./imported";
import { linkBoxes, MAX_PAIRS_A_FRAME } from "./linkBoxes";
import { counted } from "@/core/text";

/** More boxes than a scenario of ten minutes with fifty actors has; beyond that, an import would only exhaust memory. */
export const MAX_BOXES = 1_000_000;

/** A file with more broken boxes than this is not worth reading further. */
const MAX_REFUSED = 10_000;

/** Boxes between two reports of progress. */
const PROGRESS_STEP = 5000;

/** Where a box comes from, computed only if something is wrong with it. */
export type Origin = { file: string; place: () => string };

type Growing = {
  label: string;
  name?: string;
  boxes: ImportedBox[];
  lastFrame: number;
  /** Frames so far; only kept once they no longer increase, since most files are in order. */
  frames?: Set<number>;
};

/** Collects boxes into tracks and refuses, with a finding each, those no track can hold. */
export class TrackCollector {
  readonly #tracks = new Map<number | string, Growing>();
  readonly #untracked: { label: string; box: ImportedBox }[] = [];
  readonly #untrackedAtFrame = new Map<number, number>();
  #count = 0;
  #refused = 0;

  constructor(
    readonly findings: FindingList,
    readonly onProgress: (boxes: number) => void = () => {},
    readonly onLinked: (boxes: number, of: number) => void = () => {},
  ) {}

  /** Adds a box to the track with this key; null: the file does not name a track. */
  add(key: number | string | null, label: string, box: ImportedBox, origin: Origin): void {
    if (++this.#count % PROGRESS_STEP === 0) this.onProgress(this.#count);
    if (this.#count > MAX_BOXES)
      throw new FormatError({
        severity: "error",
        file: origin.file,
        place: origin.place(),
        message: `more than ${MAX_BOXES} boxes`,
        advice: "split the file by time and import the parts separately",
      });
    const fault = faultOf(box);
    if (fault !== null) {
      this.#refuse(fault, origin, "correct the numbers, or delete the box; it was left out");
      return;
    }
    if (key === null) {
      this.#addUntracked(label, box, origin);
      return;
    }
    let track = this.#tracks.get(key);
    if (!track) this.#tracks.set(key, (track = { label, boxes: [], lastFrame: -1 }));
    if (isTaken(track, box.frame)) {
      this.#refuse(
        `track ${key} has two boxes at frame ${box.frame}`,
        origin,
        "keep one of them, or give the other its own track id; the later one was left out",
      );
      return;
    }
    if (track.label !== label)
      this.findings.add(
        {
          severity: "warning",
          file: origin.file,
          place: origin.place(),
          message: `track ${key} is "${track.label}" earlier and "${label}" here`,
          advice: `an actor can only have one type; "${track.label}" was kept`,
        },
        `class of ${key}`,
      );
    track.frames?.add(box.frame);
    track.lastFrame = Math.max(track.lastFrame, box.frame);
    track.boxes.push(box);
  }

  setName(key: number | string, name: string): void {
    const track = this.#tracks.get(key);
    if (track) track.name = name;
  }

  /** The tracks by id. Numeric keys become ids after subtracting `firstId`, others the next free id. */
  finish(file: string, firstId = 0): ImportedTrack[] {
    const numeric = [...this.#tracks.keys()].filter((key) => typeof key === "number");
    const offset = numeric.some((key) => key < firstId) ? 0 : firstId;
    const taken = new Set<number>();
    const tracks: ImportedTrack[] = [];
    const unplaced: [key: number | string, track: Growing][] = [];
    for (const [key, track] of this.#tracks) {
      const id = typeof key === "number" ? key - offset : Number.NaN;
      if (Number.isInteger(id) && id >= 0 && id <= 1_000_000 && !taken.has(id)) {
        taken.add(id);
        tracks.push(finished(id, track));
      } else unplaced.push([key, track]);
    }
    let next = 0;
    const freeId = () => {
      while (taken.has(next)) next++;
      taken.add(next);
      return next;
    };
    for (const [key, track] of unplaced) {
      const trackId = freeId();
      tracks.push(finished(trackId, track));
      this.findings.add(
        {
          severity: "info",
          file,
          place: "",
          message: `track "${key}" became track id ${trackId}`,
          advice: "track ids are whole numbers from 0 to 1000000; no action needed",
        },
        "renamed",
      );
    }
    const linked = linkBoxes(this.#untracked, (boxes) => this.onLinked(boxes, this.#untracked.length));
    for (const track of linked.tracks) tracks.push({ trackId: freeId(), ...track });
    const [firstUnlinked] = linked.unlinkedFrames;
    if (firstUnlinked !== undefined)
      this.findings.add({
        severity: "warning",
        file,
        place: "",
        message:
          `${counted(linked.unlinkedFrames.length, "frame has", "frames have")} ` +
          `more than ${MAX_PAIRS_A_FRAME} pairs of boxes without a track id; the first is frame ${firstUnlinked}`,
        advice: "each box there became a separate track; export the boxes with ids, or export fewer boxes",
      });
    if (this.#untracked.length > 0)
      this.findings.add({
        severity: "warning",
        file,
        place: "",
        message: `${counted(this.#untracked.length, "box has", "boxes have")} no track id`,
        advice: "boxes of one class that overlap from frame to frame were linked into tracks; check the tracks, or export them with ids",
      });
    return tracks.sort((a, b) => a.trackId - b.trackId);
  }

  #addUntracked(label: string, box: ImportedBox, origin: Origin): void {
    const atFrame = (this.#untrackedAtFrame.get(box.frame) ?? 0) + 1;
    this.#untrackedAtFrame.set(box.frame, atFrame);
    if (atFrame > LIMITS.actors)
      this.#refuse(
        `frame ${box.frame} has more than ${LIMITS.actors} boxes without a track id`,
        origin,
        `a scenario can have at most ${LIMITS.actors} actors; the box was left out`,
      );
    else this.#untracked.push({ label, box });
  }

  #refuse(message: string, { file, place }: Origin, advice: string): void {
    this.findings.add({ severity: "error", file, place: place(), message, advice }, message.replace(/-?\d+(\.\d+)?/g, "#"));
    if (++this.#refused >= MAX_REFUSED)
      throw new FormatError({
        severity: "error",
        file,
        place: place(),
        message: `${MAX_REFUSED} boxes are invalid; the rest of the file was not read`,
        advice: "export the file again",
      });
  }
}

function isTaken(track: Growing, frame: number): boolean {
  if (frame > track.lastFrame) return false;
  track.frames ??= new Set(track.boxes.map((box) => box.frame));
  return track.frames.has(frame);
}

function finished(trackId: number, { label, name, boxes }: Growing): ImportedTrack {
  return { trackId, label, ...(name === undefined ? {} : { name }), boxes: boxes.sort((a, b) => a.frame - b.frame) };
}

function faultOf({ frame, x, y, width, height }: ImportedBox): string | null {
  if (!Number.isInteger(frame) || frame < 0) return `frame ${frame} is not a whole number at or after the first frame`;
  if (frame >= LIMITS.durationFrames.max) return `frame ${frame} exceeds the ${LIMITS.durationFrames.max} frames a scenario can have`;
  if (![x, y, width, height].every(Number.isFinite)) return "a coordinate is not a number";
  if (width <= 0 || height <= 0) return `the box is ${width} × ${height}: width and height must be greater than 0`;
  if (Math.max(Math.abs(x), Math.abs(y), width, height, Math.abs(x + width), Math.abs(y + height)) > LIMITS.coordinate)
    return `the box extends beyond ${LIMITS.coordinate} pixels`;
  return null;
}
