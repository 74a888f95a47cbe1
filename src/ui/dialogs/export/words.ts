import type { EngineName, Quality } from "@/export";

export const QUALITY_TEXT: Record<Quality, { readonly label: string; readonly text: string }> = {
  draft: { label: "Draft", text: "Fast and rough, for a quick look" },
  standard: { label: "Standard", text: "Small files and a clean image, for detectors" },
  high: { label: "High", text: "No visible loss" },
  lossless: {
    label: "Lossless",
    text: "Every pixel exact, with a checksum for every frame; large, and does not play in QuickTime, Safari or PowerPoint",
  },
};

export const ENGINE_TEXT: Record<EngineName, { readonly label: string; readonly text: string }> = {
  ffmpeg: { label: "FFmpeg", text: "The same bytes on every machine" },
  webcodecs: { label: "WebCodecs", text: "The browser’s own encoder: faster, but bytes differ between machines" },
};
