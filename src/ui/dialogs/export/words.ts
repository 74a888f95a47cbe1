import type { EngineName, Quality } from "@/export";

export const QUALITY_TEXT: Record<Quality, { readonly label: string; readonly text: string }> = {
  draft: { label: "Draft", text: "Quick and rough: for a look" },
  standard: { label: "Standard", text: "Small files, clean picture: for detectors" },
  high: { label: "High", text: "No loss that can be seen" },
  lossless: {
    label: "Lossless",
    text: "Every pixel exact, with digests of all frames; large, and not played by QuickTime, Safari and PowerPoint",
  },
};

export const ENGINE_TEXT: Record<EngineName, { readonly label: string; readonly text: string }> = {
  ffmpeg: { label: "FFmpeg", text: "The same bytes on every machine" },
  webcodecs: { label: "WebCodecs", text: "This browser’s own encoder: faster, its bytes differ between machines" },
};
