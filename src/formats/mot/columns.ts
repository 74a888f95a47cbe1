import type { MotRow } from "./rows";

/** What the columns of a file mean beyond frame, id and box; decided from all of its rows together. */
export type MotColumns = {
  /** The smallest frame number: files that have a frame 0 count from 0. */
  firstFrame: number;
  /** Column 7 is a flag (0: not to be counted), a detector's score, or absent. */
  conf: "flag" | "score" | "none";
  /** Columns 8 to 10 are a world position, as in the benchmark's rows of ten, and not a class. */
  world: boolean;
  /** Rows with conf 0, by their class number (column 8). */
  notCounted: ReadonlyMap<number, number>;
  /** All rows fit UAVDT's nine columns, and some do not fit MOTChallenge's, or the file is named as UAVDT's are. */
  uavdt: boolean;
  /** Rows that contain a frame and an id. */
  rows: number;
};

/** Whether columns 8 to 10 are a class, its visibility (or -1) and -1, rather than world coordinates in metres. */
export function namesClass([number = -1, visibility = -1, tenth = -1]: readonly number[], isClass: (number: number) => boolean): boolean {
  return tenth === -1 && (visibility === -1 || (visibility >= 0 && visibility <= 1)) && isClass(number);
}

/**
 * Examines all rows for what a single one does not show.
 * @param classes how many class numbers are known
 * @param name of the file: UAVDT's are called `M0101_gt_whole.txt`
 */
export function columnsOf(rows: Iterable<MotRow>, classes: number, name: string): MotColumns {
  let firstFrame = Number.POSITIVE_INFINITY;
  let count = 0;
  const notCounted = new Map<number, number>();
  let flags = true;
  let anyConf = false;
  let ten = false;
  let classLike = true;
  let uavdt = true;
  let beyondVisibility = false;
  for (const { numbers } of rows) {
    const [frame = Number.NaN, id = Number.NaN, , , , , conf, eighth = -1, ninth = -1, tenth = -1] = numbers;
    if (numbers.length < 6 || numbers.slice(10).some((value) => !Number.isNaN(value)) || Number.isNaN(frame) || Number.isNaN(id)) continue;
    count++;
    firstFrame = Math.min(firstFrame, frame);
    if (conf !== undefined) {
      anyConf = true;
      if (conf === 0) notCounted.set(eighth, (notCounted.get(eighth) ?? 0) + 1);
      flags &&= conf === 0 || conf === 1 || conf === -1;
    }
    if (numbers.length >= 10) {
      ten = true;
      classLike &&= namesClass([eighth, ninth, tenth], (number) => Number.isInteger(number) && number >= 1 && number <= classes);
    }
    uavdt &&= numbers.length === 9 && [1, 2, 3].includes(conf ?? 0) && [1, 2, 3, 4].includes(eighth) && [1, 2, 3].includes(ninth);
    beyondVisibility ||= ninth > 1;
  }
  return {
    firstFrame,
    conf: !anyConf ? "none" : flags ? "flag" : "score",
    world: ten && !classLike,
    notCounted,
    rows: count,
    uavdt: count > 0 && uavdt && (beyondVisibility || /^[MS]\d{4}_gt/i.test(name)),
  };
}
