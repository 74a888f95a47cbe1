import { Slider } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerTrackNextFilled, IconPlayerTrackPrevFilled } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { BundleFile } from "@/export";
import { IconAction } from "../../shell/IconAction";
import { paintFrame } from "./paintFrame";
import { readTruth, type TruthByFrame } from "@/services/export/readTruth";
import classes from "./export.module.css";
import { frameShownAt, secondsOf } from "@/core/timeline";

type Props = {
  readonly files: readonly BundleFile[];
  readonly frames: number;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: boolean;
};

const ICON = { size: 14 };

/** The exported video with the boxes of exactly the frame that is shown; plays, and steps frame by frame. */
export function BoxedVideo({ files, frames, fps, width, height, boxes }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [truth, setTruth] = useState<TruthByFrame | null>(null);
  const [shown, setShown] = useState(0);
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    const player = video.current;
    const file = files.find(({ path }) => path === "video.mp4");
    if (!player || !file) return;
    // A file from the browser's own storage has no type, and would not play.
    const address = URL.createObjectURL(new Blob([file.blob], { type: "video/mp4" }));
    player.src = address;
    return () => {
      player.removeAttribute("src");
      URL.revokeObjectURL(address);
    };
  }, [files]);

  useEffect(() => {
    let wanted = true;
    void readTruth(files).then((found) => {
      if (wanted) setTruth(found);
    });
    return () => {
      wanted = false;
    };
  }, [files]);

  useEffect(() => {
    const player = video.current;
    const context = canvas.current?.getContext("2d");
    if (!player || !context) return;
    let handle = 0;
    const draw = (presented: number) => {
      if (player.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
      const frame = paintFrame(context, player, presented, fps, boxes ? truth : null);
      context.canvas.dataset["frame"] = String(frame);
      setShown(frame);
    };
    const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      draw(mediaTime);
      handle = player.requestVideoFrameCallback(onFrame);
    };
    // After a seek, the callback may come while the picture is still the previous one.
    let repaint = 0;
    const onSeeked = () => {
      repaint = requestAnimationFrame(() => draw(player.currentTime - secondsOf(0.5, fps)));
    };
    draw(player.currentTime);
    handle = player.requestVideoFrameCallback(onFrame);
    player.addEventListener("seeked", onSeeked);
    return () => {
      player.cancelVideoFrameCallback(handle);
      cancelAnimationFrame(repaint);
      player.removeEventListener("seeked", onSeeked);
    };
  }, [truth, boxes, fps]);

  const seek = useCallback(
    (frame: number) => {
      const player = video.current;
      if (!player) return;
      player.pause();
      // The middle of the frame's time: neither end can be mistaken for a neighbour's.
      player.currentTime = secondsOf(Math.min(frames - 1, Math.max(0, frame)) + 0.5, fps);
    },
    [fps, frames],
  );
  /** From the player's target position: keys come faster than frames are shown. */
  const step = (by: number) => {
    const player = video.current;
    if (player) seek(frameShownAt(player.currentTime, fps) + by);
  };
  const toggle = () => {
    const player = video.current;
    if (player?.paused) void player.play();
    else player?.pause();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction !== undefined) step(direction * (event.shiftKey ? 10 : 1));
    else if (event.key === " " && event.target === event.currentTarget) toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.viewer} role="group" aria-label="Exported video" tabIndex={0} onKeyDownCapture={onKeyDown}>
      <div className={classes.video} style={{ aspectRatio: `${width} / ${height}` }}>
        <video ref={video} autoPlay muted loop playsInline aria-hidden onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} />
        <canvas ref={canvas} width={width} height={height} onClick={toggle} aria-hidden />
      </div>
      <div className={classes.viewerBar}>
        <IconAction label="Back one frame" shortcut="←" position="top" onClick={() => step(-1)}>
          <IconPlayerTrackPrevFilled {...ICON} />
        </IconAction>
        <IconAction label={playing ? "Pause" : "Play"} shortcut="Space" position="top" onClick={toggle}>
          {playing ? <IconPlayerPauseFilled {...ICON} /> : <IconPlayerPlayFilled {...ICON} />}
        </IconAction>
        <IconAction label="Forward one frame" shortcut="→" position="top" onClick={() => step(1)}>
          <IconPlayerTrackNextFilled {...ICON} />
        </IconAction>
        <Slider
          className={classes.viewerSeek}
          min={0}
          max={frames - 1}
          value={shown}
          onChange={seek}
          thumbLabel="Frame of the exported video"
        />
        <span className={classes.viewerFrame}>
          frame {shown} / {frames}
        </span>
      </div>
    </div>
  );
}
