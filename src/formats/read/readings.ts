import { FormatError } from "../finding";

/** One of the ways in which files can be read. */
export type Reading = {
  /** The value for the option on the command line: `front`, `pixels`. */
  value: string;
  /** In a list: "Camera front". */
  label: string;
  /** What this reading would give, if that helps to choose: "120 frames, 1280 × 720". */
  gives?: string;
};

/** Something that the files themselves leave open. */
export type ReadingQuestion = {
  /** What the question is about, in one word: `video`, `stream`, `sequence`, `units`. */
  topic: string;
  /** A sentence: "The file holds boxes of 2 cameras". */
  question: string;
  readings: readonly Reading[];
  /** The reading in use; null: nothing can be read before the user has chosen. */
  chosen: string | null;
};

/** Thrown if reading cannot continue before the user has chosen. */
export class OpenReading extends Error {
  override readonly name = "OpenReading";
}

/** Asks what files leave open, and answers with the user's choices. */
export class ReadingChoices {
  readonly #asked = new Map<string, ReadingQuestion>();

  constructor(readonly chosen: Readonly<Record<string, string>> = {}) {}

  /**
   * The reading to use: the only one; the one the user chose; otherwise `assumed`, which the user can change.
   * @throws OpenReading if the user has to choose first
   * @throws FormatError if the choice is not one of the readings
   */
  ask({ topic, question, readings, assumed }: Omit<ReadingQuestion, "chosen"> & { assumed?: string }, file: string): string {
    const [only, ...others] = readings;
    if (only && others.length === 0) return only.value;
    const wanted = Object.hasOwn(this.chosen, topic) ? this.chosen[topic] : undefined;
    const chosen = readings.find(({ value }) => value === (wanted ?? assumed))?.value ?? null;
    this.#asked.set(topic, { topic, question, readings, chosen });
    if (chosen !== null) return chosen;
    if (wanted === undefined) throw new OpenReading(question);
    throw new FormatError({
      severity: "error",
      file,
      place: "",
      message: `there is no reading "${wanted}" for ${topic}`,
      advice: `choose one of ${readings.map(({ value }) => value).join(", ")}`,
    });
  }

  /** Everything that was asked, in order. */
  get asked(): readonly ReadingQuestion[] {
    return [...this.#asked.values()];
  }
}

/** The question waiting for an answer; undefined if there is none. */
export function openQuestion(questions: readonly ReadingQuestion[]): ReadingQuestion | undefined {
  return questions.find(({ chosen }) => chosen === null);
}
