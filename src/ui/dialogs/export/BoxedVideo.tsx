import { useEffect, useRef, useState } from "react";
import type { BundleFile } from "@/export";
import { ACTOR_COLORS } from "../../theme/palette";
import { readTruth, type TruthByFrame } from "./readTruth";
import classes from "./export.module.css";

type Props = {
  readonly files: readonly BundleFile[];
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: boolean;
};

/** The exported video; over it, the boxes that the exported ground truth has for the very frame that is shown. */
export function BoxedVideo({ files, fps, width, height, boxes }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [truth, setTruth] = useState<TruthByFrame | null>(null);

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
    if (!player || !context || !truth) return;
    let handle = 0;
    const draw = (mediaTime: number) => {
      context.clearRect(0, 0, width, height);
      if (!boxes) return;
      context.lineWidth = Math.max(2, width / 640);
      context.font = `600 ${Math.max(12, Math.round(height / 48))}px 'Inter Variable', sans-serif`;
      for (const { box, type, trackId, visible } of truth.get(Math.round(mediaTime * fps)) ?? []) {
        const color = ACTOR_COLORS.dark[type];
        context.strokeStyle = color;
        context.fillStyle = color;
        context.setLineDash(visible ? [] : [8, 6]);
        context.strokeRect(box.x, box.y, box.width, box.height);
        context.fillText(String(trackId), box.x + 3, box.y - 6);
      }
    };
    const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      draw(mediaTime);
      handle = player.requestVideoFrameCallback(onFrame);
    };
    draw(player.currentTime);
    handle = player.requestVideoFrameCallback(onFrame);
    return () => player.cancelVideoFrameCallback(handle);
  }, [truth, boxes, fps, width, height]);

  return (
    <div className={classes.video} style={{ aspectRatio: `${width} / ${height}` }}>
      <video ref={video} controls autoPlay muted loop playsInline aria-label="Exported video" />
      <canvas ref={canvas} width={width} height={height} aria-hidden />
    </div>
  );
}
