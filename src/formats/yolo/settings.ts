import { optional, type ReaderResult } from "../read/input";
import { countOf, objectOf, textOf } from "../read/json";
import { standardRate } from "@/core/timeline";

type YoloSettings = {
  /** By class number. */
  names: string[];
  video: ReaderResult["video"];
  /** False where there are names, but in no form known here. */
  understood: boolean;
};

/** A list or map in brackets, closed on this line or a later one. */
const FLOW = /^names:\s*(?:\[([^\]]*)\]|\{([^}]*)\})/m;
/** What stands between the commas of one: a text in quotes, or anything without a comma. */
const FLOW_ITEM = /\s*((?:\d+\s*:\s*)?(?:"[^"]*"|'[^']*'|[^,"'][^,]*))(?:,|$)/g;
const NUMBERED = /^["']?(\d+)["']?\s*:\s*(.+)$/;

/** Class names and our own `video` from `data.yaml`: the forms these files are written in, not YAML as a whole. */
export function readSettings(text: string): YoloSettings {
  const described = /^video:\s*(\{.*\})\s*$/m.exec(text)?.[1];
  const lines = text.split("\n").map(withoutComment);
  const flow = FLOW.exec(lines.join("\n"));
  const content = flow?.[1] ?? flow?.[2];
  const items = content === undefined ? blockItems(lines) : [...content.replaceAll("\n", " ").matchAll(FLOW_ITEM)].flatMap(([, item]) => item?.trim() || []);
  const isMap = flow?.[2] !== undefined || (flow === null && items.every((item) => NUMBERED.test(item)));
  const names: string[] = [];
  for (const item of items) {
    const [, number, name] = (isMap ? NUMBERED.exec(item) : null) ?? [];
    if (number !== undefined && name !== undefined) names[Number(number)] = unquoted(name);
    else if (!isMap) names.push(unquoted(item));
  }
  const told = lines.some((line) => line.startsWith("names:"));
  return { names, video: described === undefined ? {} : videoOf(described), understood: !told || names.length > 0 };
}

/** The lines below `names:`, a class each, without their dashes. */
function blockItems(lines: readonly string[]): string[] {
  const start = lines.indexOf("names:");
  const items: string[] = [];
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (line.trim() === "") continue;
    const item = /^\s*(?:-\s*(.+)|(["']?\d+["']?\s*:\s*.+))$/.exec(line);
    if (!item) break;
    items.push(item[1] ?? item[2] ?? "");
  }
  return items;
}

function withoutComment(line: string): string {
  const comment = line.startsWith("#") ? 0 : line.indexOf(" #");
  return (comment < 0 ? line : line.slice(0, comment)).trimEnd();
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}

function videoOf(flow: string): ReaderResult["video"] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(flow);
  } catch {
    return {};
  }
  const video = objectOf(parsed);
  return {
    ...optional("name", textOf(video["name"])),
    ...optional("width", countOf(video["width"])),
    ...optional("height", countOf(video["height"])),
    ...optional("fps", rateOf(video["fps"])),
    ...optional("totalFrames", countOf(video["frames"])),
  };
}

function rateOf(value: unknown): number | undefined {
  return typeof value === "number" ? (standardRate(value) ?? undefined) : undefined;
}
