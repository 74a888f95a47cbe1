import { ExchangeError } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import { beginGlobal, beginPrivate, type Running, type Stage } from "./actions";
import { Trigger, type Situation } from "./conditions";
import type { Mover } from "./mover";
import { Scope } from "./scope";

type State = "standbyState" | "runningState" | "completeState";

/** The states of the storyboard's elements, by type and name. */
class States {
  readonly #states = new Map<string, State>();
  /** Changes since the last step but one: they are seen for a step. */
  #changes = new Map<string, Set<string>>();
  #before = new Map<string, Set<string>>();

  set(type: string, name: string, state: State): void {
    const key = JSON.stringify([type, name]);
    const before = this.#states.get(key);
    if (before === state) return;
    this.#states.set(key, state);
    const changes = this.#changes.get(key) ?? new Set<string>();
    if (state === "runningState") changes.add("startTransition");
    if (before === "runningState") changes.add("endTransition");
    this.#changes.set(key, changes);
  }

  next(): void {
    this.#before = this.#changes;
    this.#changes = new Map();
  }

  isIn(type: string, name: string, state: string): boolean {
    // A reference may name what the element is in, too.
    const key = JSON.stringify([type, name.split("::").at(-1) ?? name]);
    if (state.endsWith("Transition")) return (this.#changes.get(key)?.has(state) ?? false) || (this.#before.get(key)?.has(state) ?? false);
    return (this.#states.get(key) ?? "standbyState") === state;
  }
}

/** An event's executions, and how often a group is entered, at most. */
const MOST_EXECUTIONS = 1000;

class Event {
  #state: State = "standbyState";
  #executions = 0;
  #running: { readonly name: string; readonly running: Running }[] = [];
  readonly #trigger: Trigger | null;
  readonly #most: number;

  constructor(
    readonly node: XmlNode,
    readonly scope: Scope,
    readonly board: Storyboard,
    readonly actors: () => readonly Mover[],
  ) {
    const start = node.child("StartTrigger");
    this.#trigger = Trigger.of(start, scope, board.situation);
    const most = scope.text(node, "maximumExecutionCount");
    this.#most = most === null ? 1 : Math.min(MOST_EXECUTIONS, Math.max(0, scope.numberOf(node, "maximumExecutionCount")));
    if (this.#most === 0) this.#state = "completeState";
  }

  get name(): string {
    return this.scope.text(this.node, "name") ?? "";
  }

  get isDone(): boolean {
    return this.#state === "completeState";
  }

  /** An event that never happens is named, rather than each of its actions. */
  noteIdle(): void {
    if (this.#executions > 0) return;
    this.node.ignore();
    this.board.stage.report.note("info", `the event "${this.name}" never happens`, this.node.place);
  }

  step(others: readonly Event[]): void {
    if (this.#state === "runningState") this.#finish();
    if (this.#state !== "standbyState" || !(this.#trigger?.isTrue() ?? true)) return;
    const priority = this.scope.text(this.node, "priority") ?? "parallel";
    const running = others.filter((other) => other !== this && other.#state === "runningState");
    if (priority === "skip" && running.length > 0) return;
    if (priority === "override" || priority === "overwrite") for (const other of running) other.#stop();
    this.#executions++;
    this.#to("runningState");
    this.#running = this.node.all("Action").map((action) => {
      const name = this.scope.text(action, "name") ?? "";
      this.board.states.set("action", name, "runningState");
      return { name, running: this.#begin(action) };
    });
    this.#finish();
  }

  #begin(action: XmlNode): Running {
    const { stage } = this.board;
    const [all, own] = [action.child("GlobalAction"), action.child("PrivateAction")];
    if (all) return beginGlobal(all, this.scope, stage);
    if (!own) {
      action.reportUnread(stage.report);
      return { isDone: () => true };
    }
    const begun = this.actors().map((actor) => beginPrivate(own, this.scope, stage, actor));
    return { isDone: () => begun.every((running) => running.isDone()) };
  }

  #finish(): void {
    for (const { name, running } of this.#running) if (running.isDone()) this.board.states.set("action", name, "completeState");
    if (this.#running.every(({ running }) => running.isDone())) this.#to(this.#executions >= this.#most ? "completeState" : "standbyState");
  }

  #stop(): void {
    this.#running = [];
    this.#to("completeState");
  }

  #to(state: State): void {
    this.#state = state;
    this.board.states.set("event", this.name, state);
  }
}

/** A maneuver group: its events, and who does them. */
class Group {
  readonly maneuvers: { readonly name: string; readonly events: readonly Event[] }[] = [];

  constructor(
    readonly node: XmlNode,
    scope: Scope,
    readonly board: Storyboard,
  ) {
    const actors = node.child("Actors");
    if (actors && scope.flag(actors, "selectTriggeringEntities"))
      board.stage.report.unread("selectTriggeringEntities", actors.file, actors.line, "only the named actors act");
    const names = (actors?.all("EntityRef") ?? []).map((ref) => scope.needText(ref, "entityRef"));
    const movers = names.map((name) => {
      const mover = board.stage.mover(name);
      if (!mover) throw new ExchangeError(`${node.place}: there is no entity "${name}"`);
      return mover;
    });
    for (const child of node.children) {
      if (child.name !== "Maneuver" && child.name !== "CatalogReference") continue;
      board.stage.catalogs.resolved(child.read(), scope, ({ node: maneuver, scope: own }) => {
        const inner = maneuver === child ? Scope.of(maneuver.child("ParameterDeclarations"), new Map(), scope) : own;
        this.maneuvers.push({
          name: inner.text(maneuver, "name") ?? "",
          events: maneuver.all("Event").map((event) => new Event(event, inner, board, () => movers)),
        });
        board.foreign.add(maneuver);
      });
    }
  }

  get isDone(): boolean {
    return this.maneuvers.every(({ events }) => events.every((event) => event.isDone));
  }

  noteIdle(): void {
    for (const { events } of this.maneuvers) for (const event of events) event.noteIdle();
  }

  step(): void {
    for (const { name, events } of this.maneuvers) {
      for (const event of events) event.step(events);
      const state = events.every((event) => event.isDone) ? "completeState" : "runningState";
      this.board.states.set("maneuver", name, state);
    }
    this.board.states.set("maneuverGroup", this.node.attributes.get("name") ?? "", this.isDone ? "completeState" : "runningState");
  }
}

class Act {
  #state: State = "standbyState";
  readonly #start: Trigger | null;
  readonly #stop: Trigger | null;
  readonly #groups: readonly Group[];

  constructor(
    readonly node: XmlNode,
    readonly scope: Scope,
    readonly board: Storyboard,
  ) {
    this.#start = Trigger.of(node.child("StartTrigger"), scope, board.situation);
    this.#stop = Trigger.of(node.child("StopTrigger"), scope, board.situation);
    this.#groups = node.all("ManeuverGroup").map((group) => new Group(group, scope, board));
  }

  get isDone(): boolean {
    return this.#state === "completeState";
  }

  noteIdle(): void {
    for (const group of this.#groups) group.noteIdle();
  }

  step(): void {
    // An act without a trigger, or with an empty one, begins at once.
    if (this.#state === "standbyState" && (this.#start?.isTrue() ?? true)) this.#to("runningState");
    if (this.#state !== "runningState") return;
    if (this.#stop?.isTrue()) return this.#to("completeState");
    for (const group of this.#groups) group.step();
    if (this.#groups.every((group) => group.isDone)) this.#to("completeState");
  }

  #to(state: State): void {
    this.#state = state;
    this.board.states.set("act", this.scope.text(this.node, "name") ?? "", state);
  }
}

/** What happens in a scenario, step by step. */
export class Storyboard {
  readonly states = new States();
  readonly situation: Situation;
  /** Elements of catalogs that are used. */
  readonly foreign = new Set<XmlNode>();
  readonly #acts: readonly Act[];
  readonly #stop: Trigger | null;

  constructor(
    readonly node: XmlNode,
    readonly scope: Scope,
    readonly stage: Stage,
  ) {
    this.situation = { ...stage, isInState: (type, name, state) => this.states.isIn(type, name, state) };
    this.#acts = node.all("Story").flatMap((story) => {
      const inner = Scope.of(story.child("ParameterDeclarations"), new Map(), scope);
      return story.all("Act").map((act) => new Act(act, inner, this));
    });
    this.#stop = Trigger.of(node.child("StopTrigger"), scope, this.situation);
  }

  get hasStop(): boolean {
    return this.#stop !== null;
  }

  /** Begins everybody's first actions. Who is placed by another's place comes after that. */
  init(): void {
    let waiting = this.node.child("Init")?.child("Actions")?.all() ?? [];
    while (waiting.length > 0) {
      const later: XmlNode[] = [];
      let fault: ExchangeError | null = null;
      for (const node of waiting) {
        try {
          this.#begin(node);
        } catch (error) {
          if (!(error instanceof ExchangeError)) throw error;
          fault ??= error;
          later.push(node);
        }
      }
      if (fault && later.length === waiting.length) throw fault;
      waiting = later;
    }
  }

  #begin(node: XmlNode): void {
    if (node.name === "GlobalAction") beginGlobal(node, this.scope, this.stage);
    else if (node.name === "Private") {
      const name = this.scope.needText(node, "entityRef");
      const mover = this.stage.mover(name);
      if (!mover) throw new ExchangeError(`${node.place}: there is no entity "${name}"`);
      // Where somebody is comes before how fast, and before which way it takes.
      const own = node.all("PrivateAction");
      const rank = ({ children: [action] }: XmlNode) => (action?.name === "TeleportAction" ? 0 : action?.name === "RoutingAction" ? 1 : 2);
      for (const action of own.toSorted((a, b) => rank(a) - rank(b))) beginPrivate(action, this.scope, this.stage, mover);
    } else {
      node.ignore();
      this.stage.report.unread(node.name, node.file, node.line);
    }
  }

  /** Names the events that never happen. */
  noteIdle(): void {
    for (const act of this.#acts) act.noteIdle();
  }

  /** Lets events begin and end. @returns whether the scenario is over */
  step(): boolean {
    for (const act of this.#acts) act.step();
    this.states.next();
    return this.#stop?.isTrue() ?? false;
  }

  get isDone(): boolean {
    return this.#acts.every((act) => act.isDone);
  }
}
