import type { Editor } from "./editor";
import { framesOf } from "@/core/timeline";

/** Time in milliseconds, and a callback before the next picture is shown. */
export type Clock = { now: () => number; request: (callback: () => void) => number; cancel: (handle: number) => void };

const browserClock: Clock = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

export type Player = {
  play: () => void;
  pause: () => void;
  toggle: () => void;
  /** Puts the playhead on a frame of the video and, when playing, continues from there. */
  seek: (frame: number) => void;
  step: (frames: number) => void;
  dispose: () => void;
};

/** The frames that play: the range, or the whole video. `to` is the frame after the last. */
export function playedRange({ document, session }: Pick<Editor, "document" | "session">): { from: number; to: number } {
  const { durationFrames } = document.getState().scenario.video;
  return session.getState().range ?? { from: 0, to: durationFrames };
}

/**
 * Moves the playhead in real time: the frame follows from the time since playback started, so a slow machine shows fewer frames and never
 * plays slower.
 */
export function createPlayer(editor: Editor, clock: Clock = browserClock): Player {
  let handle: number | null = null;
  let start = { time: 0, frame: 0 };

  const anchor = (frame: number) => {
    start = { time: clock.now(), frame };
  };
  const clampToVideo = (frame: number) =>
    Math.min(Math.max(0, Math.round(frame)), editor.document.getState().scenario.video.durationFrames - 1);

  const tick = () => {
    handle = clock.request(tick);
    const { fps } = editor.document.getState().scenario.video;
    const { loop, speed } = editor.session.getState();
    const { from, to } = playedRange(editor);
    const elapsed = framesOf((clock.now() - start.time) / 1000, fps) * speed;
    let frame = start.frame + Math.floor(elapsed + 1e-6);
    if (frame >= to) {
      if (!loop) {
        pause();
        editor.transient.setState({ frame: clampToVideo(to - 1) });
        return;
      }
      frame = from + ((frame - from) % Math.max(1, to - from));
    }
    if (frame !== editor.transient.getState().frame) editor.transient.setState({ frame: clampToVideo(frame) });
  };

  const play = () => {
    if (handle !== null) return;
    const { from, to } = playedRange(editor);
    const { frame } = editor.transient.getState();
    const start = frame < from || frame >= to - 1 ? from : frame;
    anchor(start);
    editor.transient.setState({ playing: true, frame: start });
    handle = clock.request(tick);
  };
  const pause = () => {
    if (handle !== null) clock.cancel(handle);
    handle = null;
    if (editor.transient.getState().playing) editor.transient.setState({ playing: false });
  };
  const seek = (frame: number) => {
    const target = clampToVideo(frame);
    anchor(target);
    if (target !== editor.transient.getState().frame) editor.transient.setState({ frame: target });
  };

  // Another speed or frame rate continues from the current frame; another scenario stops playback.
  const stopSession = editor.session.subscribe((state, before) => {
    if (state.speed !== before.speed) anchor(editor.transient.getState().frame);
  });
  const stopDocument = editor.document.subscribe((state, before) => {
    if (state.scenario.id !== before.scenario.id) pause();
    else if (state.scenario.video.fps !== before.scenario.video.fps) anchor(editor.transient.getState().frame);
  });

  return {
    play,
    pause,
    toggle: () => (handle === null ? play() : pause()),
    seek,
    step: (frames) => {
      pause();
      seek(editor.transient.getState().frame + frames);
    },
    dispose: () => {
      pause();
      stopSession();
      stopDocument();
    },
  };
}
