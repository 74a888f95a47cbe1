import type { Actor, Occluder } from "@/core/document";
import type { Command, NumberPlace } from "@/editor";

/** What is selected; `title` names all of it. */
export type ActorPanelProps = {
  readonly actors: readonly Actor[];
  readonly occluders: readonly Occluder[];
  readonly title: string;
  /** Whether it is one actor and nothing else. */
  readonly isAlone: boolean;
};

export type OccluderShapeProps = {
  readonly occluders: readonly Occluder[];
  /** Changes parts of each size. */
  readonly resize: (part: Partial<Occluder["size"]>) => Command;
  /** Where the document has one of their numbers. */
  readonly placesOf: (key: string) => readonly NumberPlace[];
};
