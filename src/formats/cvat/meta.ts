import { optional, type ReaderResult } from "../read/input";
import { countOf } from "../read/json";
import { parseNumber } from "../read/text";

/** What `<meta>` says about a task or job. */
export type CvatTask = {
  id: string | undefined;
  name: string | undefined;
  /** Frames that were annotated. */
  size: number | undefined;
  startFrame: number;
  stopFrame: number | undefined;
  /** The step between annotated frames of the video. */
  step: number;
  width: number | undefined;
  height: number | undefined;
};

/** Collects `<meta>`: one task or job, or the tasks of a project. */
export class CvatMeta {
  readonly tasks: CvatTask[] = [];
  #fields = new Map<string, string>();

  /** Handles an element's text at its end. @param path names of the open elements, this one last */
  close(path: readonly string[], text: string): void {
    const name = path.at(-1) ?? "";
    if (name === "task" || name === "job") this.#finish(name);
    // By the last two names: `original_size/width`, `task/name`, `job/size`; segments and labels have their own names.
    else this.#fields.set(path.slice(-2).join("/"), text.trim());
    if (name === "meta" && this.tasks[0]) {
      // The size of a job's frames is next to it.
      this.tasks[0].width ??= this.#count("original_size/width");
      this.tasks[0].height ??= this.#count("original_size/height");
    }
  }

  #finish(kind: "task" | "job"): void {
    const number = (name: string) => {
      const value = parseNumber(this.#fields.get(`${kind}/${name}`));
      return Number.isInteger(value) && value >= 0 ? value : undefined;
    };
    const text = (name: string) => this.#fields.get(`${kind}/${name}`) || undefined;
    this.tasks.push({
      id: text("id"),
      name: text("name"),
      size: this.#count(`${kind}/size`),
      startFrame: number("start_frame") ?? 0,
      stopFrame: number("stop_frame"),
      step: Number(/step\s*=\s*(\d+)/.exec(text("frame_filter") ?? "")?.[1] ?? 1) || 1,
      width: this.#count("original_size/width"),
      height: this.#count("original_size/height"),
    });
    this.#fields = new Map();
  }

  #count(name: string): number | undefined {
    return countOf(parseNumber(this.#fields.get(name)));
  }
}

/** Last frame of a task's video, as far as it is annotated; -1 if the file does not say. */
export function lastFrameOf(task: CvatTask | undefined): number {
  if (task?.stopFrame !== undefined) return task.stopFrame;
  return task?.size === undefined ? -1 : task.startFrame + task.size * task.step - 1;
}

/** What a task says about its video. */
export function videoOf(task: CvatTask | undefined): ReaderResult["video"] {
  const last = lastFrameOf(task);
  return {
    ...optional("name", task?.name),
    ...optional("width", task?.width),
    ...optional("height", task?.height),
    ...optional("totalFrames", last < 0 ? undefined : last + 1),
  };
}
