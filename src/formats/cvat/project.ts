import { FormatError } from "../finding";
import type { ReaderInput } from "../read/input";
import { counted, listed } from "@/core/text";
import { parseNumber } from "../read/text";
import { walkXml } from "../read/xml";
import { lastFrameOf, type CvatTask } from "./meta";

/** A task of a project, and what to subtract from its frame numbers so that they start at its own first frame. */
export type ChosenTask = { task: CvatTask; offset: number };

type Range = { first: number; last: number };

/**
 * The task of a project that the user chooses: each is a separate video. Frames of later tasks may continue counting from earlier ones or
 * start again; the frames of the whole file decide, otherwise the user. @throws FormatError if tracks do not name their task
 */
export function chooseTask(tasks: readonly CvatTask[], { main, findings, readings }: ReaderInput): ChosenTask {
  const ranges = rangesByTask(main);
  const names = tasks.map(({ name, id }) => name ?? id ?? "without name");
  if (!tasks.some(({ id }) => id !== undefined && ranges.has(id)))
    throw new FormatError({
      severity: "error",
      file: main.path,
      place: "meta/project/tasks",
      message: `it contains ${tasks.length} tasks (${listed(names, 5)}), and its tracks do not say which task they belong to`,
      advice: "a scenario is one video; in CVAT, export each task separately",
    });
  const id = readings.ask(
    {
      topic: "task",
      question: `The project contains ${tasks.length} tasks, and each is a separate video`,
      readings: tasks.flatMap((task, index) => {
        const size = task.width === undefined || task.height === undefined ? "" : `, ${task.width} × ${task.height}`;
        return task.id === undefined
          ? []
          : { value: task.id, label: names[index] ?? task.id, gives: `${counted(task.size ?? 0, "frame")}${size}` };
      }),
    },
    main.path,
  );
  const index = tasks.findIndex((task) => task.id === id);
  const [task = tasks[0]] = tasks.slice(index);
  if (!task) throw new RangeError("a project without tasks");
  findings.add({
    severity: "info",
    file: main.path,
    place: "",
    message: `of ${tasks.length} tasks (${listed(names, 5)}) only "${names[index]}" was read`,
    advice: "import the others separately",
  });
  return { task, offset: offsetOf(tasks, index, ranges, main.path, readings) };
}

function offsetOf(
  tasks: readonly CvatTask[],
  index: number,
  ranges: ReadonlyMap<string, Range>,
  file: string,
  readings: ReaderInput["readings"],
): number {
  const starts = tasks.map((_, at) => tasks.slice(0, at).reduce((sum, { size = 0 }) => sum + size, 0));
  const offset = starts[index] ?? 0;
  if (offset === 0) return 0;
  // The mark that ends a track may be one frame after the last.
  const all = (fits: (range: Range, task: CvatTask, start: number) => boolean) =>
    tasks.every((task, at) => {
      const range = ranges.get(task.id ?? "");
      return !range || fits(range, task, starts[at] ?? 0);
    });
  const own = all(({ last }, task) => last <= lastFrameOf(task) + 1);
  const goingOn = all(({ first, last }, { size = 0 }, start) => first >= start && last <= start + size);
  if (own !== goingOn) return goingOn ? offset : 0;
  const question = {
    topic: "frames",
    question: "Frame numbers of later tasks may start again or continue, and these fit both or neither",
    readings: [
      { value: "own", label: "each task starts at its own first frame" },
      { value: "continued", label: `the task's first frame is number ${offset}` },
    ],
  };
  return readings.ask(question, file) === "continued" ? offset : 0;
}

/** The frames of each task's shapes and images, by the task's id. */
function rangesByTask(file: ReaderInput["main"]): Map<string, Range> {
  const ranges = new Map<string, Range>();
  let depth = 0;
  let task: string | undefined;
  const put = (value: string | undefined) => {
    const frame = parseNumber(value);
    if (task === undefined || Number.isNaN(frame)) return;
    const { first, last } = ranges.get(task) ?? { first: frame, last: frame };
    ranges.set(task, { first: Math.min(first, frame), last: Math.max(last, frame) });
  };
  walkXml(file, {
    open(name, attributes) {
      depth++;
      if (depth === 2) task = name === "track" || name === "image" ? attributes["task_id"] : undefined;
      if (depth === 2 && name === "image") put(attributes["id"]);
      if (depth > 2) put(attributes["frame"]);
    },
    text: () => {},
    close: () => {
      depth--;
    },
  });
  return ranges;
}
