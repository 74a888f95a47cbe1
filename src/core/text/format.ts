import { secondsOf } from "../timeline";

/** `10 s`, `2.5 s`, `1 min 30 s`. */
export function formatSeconds(seconds: number): string {
  const rounded = Math.round(seconds * 100) / 100;
  if (rounded < 90) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  const rest = Math.round((rounded - minutes * 60) * 10) / 10;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `00:04.200`: minutes, seconds and thousandths of a frame's presentation time. */
export function formatTimecode(frame: number, fps: number): string {
  const thousandths = Math.round(secondsOf(frame, fps) * 1000);
  const part = (value: number, digits: number) => String(value).padStart(digits, "0");
  return `${part(Math.floor(thousandths / 60_000), 2)}:${part(Math.floor(thousandths / 1000) % 60, 2)}.${part(thousandths % 1000, 3)}`;
}

/** `12.4 MB`, in steps of 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1024;
  let index = 0;
  while (value >= 1024 && index < units.length - 1) {
    value /= 1024;
    index++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[index] ?? "GB"}`;
}

/** A message as a sentence: with a capital, unless it begins with a path or a name, and with its full stop. */
export const sentence = (text: string): string => {
  const begun = /^[a-z]+[ ,;]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

/** A number with its noun: `1 box`, `5,000 boxes`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
}

/** The first few of a list, and how many more there are. */
export function listed(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest.toLocaleString("en")} more` : names.join(", ");
}
