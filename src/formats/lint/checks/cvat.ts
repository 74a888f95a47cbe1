import { counted } from "@/core/text";
import { parseNumber } from "../../read/text";
import { walkXml } from "../../read/xml";
import { AGAIN, type FormatCheck } from "./check";

/** CVAT: only keyframes are imported; a track or gap without an outside box continues forever; labels must be declared. */
export const checkCvat: FormatCheck = ({ files, video, report }) => {
  const file = files.get("cvat.xml");
  if (!file) return;
  const cvat = report(file.path);
  const path: string[] = [];
  const labels = new Set<string>();
  let content = "";
  let sizes = 0;
  let last: { frame: number; outside: boolean; line: number } | null = null;
  walkXml(file, {
    open(name, attributes, line) {
      path.push(name);
      content = "";
      if (name === "original_size") sizes++;
      if (name === "track" && path.length === 2) {
        last = null;
        if (!labels.has(attributes["label"] ?? ""))
          cvat.error(`line ${line}`, `label "${attributes["label"]}" is not declared in <labels>`, "CVAT refuses the file; declare it");
      }
      if (name !== "box" || path[1] !== "track") return;
      const frame = parseNumber(attributes["frame"]);
      const outside = attributes["outside"] === "1";
      if (attributes["keyframe"] !== "1")
        cvat.error(`line ${line}`, "the box is not a keyframe, so CVAT leaves it out on import", 'write keyframe="1"');
      if (last && frame <= last.frame) cvat.error(`line ${line}`, `frame ${frame} comes after frame ${last.frame}`, AGAIN);
      if (last && !last.outside && frame > last.frame + 1)
        cvat.error(
          `line ${line}`,
          `frames ${last.frame + 1} to ${frame - 1} are missing and would be filled in`,
          'close the gap with a box with outside="1"',
        );
      if (video && frame >= video.frames) cvat.error(`line ${line}`, `frame ${frame} is not in the range 0 to ${video.frames - 1}`, AGAIN);
      last = { frame, outside, line };
    },
    text(text) {
      content += text;
    },
    close(name) {
      const place = path.join("/");
      if (place === "annotations/meta/task/labels/label/name") labels.add(content.trim());
      if (video && place === "annotations/meta/task/size" && parseNumber(content.trim()) !== video.frames)
        cvat.error("meta/task/size", `it is ${content.trim()}, the video has ${counted(video.frames, "frame")}`, AGAIN);
      path.pop();
      if (name === "track" && last && !last.outside && video && last.frame < video.frames - 1)
        cvat.error(
          `line ${last.line}`,
          "the track ends before the video does and is not closed",
          'close it with a box with outside="1" at the next frame',
        );
    },
  });
  if (sizes !== 1) cvat.error("meta/task/original_size", `there are ${sizes}; importers expect exactly one`, AGAIN);
};
