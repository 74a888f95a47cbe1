type Size = { readonly width: number; readonly height: number };

/**
 * Pixels of a still: as many as it takes to cover the frame, but never more than the frame has, and never more than the video's. A frame's
 * own proportions give its own size; what is much wider or taller is cut off by the frame in any case.
 */
export function stillSize(video: Size, frame: Size): Size {
  const covering = Math.max(frame.width / video.width, frame.height / video.height);
  const equal = Math.sqrt((frame.width * frame.height) / (video.width * video.height));
  const scale = Math.min(1, covering, equal);
  return { width: Math.max(1, Math.round(video.width * scale)), height: Math.max(1, Math.round(video.height * scale)) };
}
