import { expect, it } from "vitest";
import type { WholeScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { ExchangeError, importExchange, memorySource, type ImportedExchange } from "../..";
import { everyMutant } from "../../testing/mutants";

const car = (name: string, category = "car", performance = "") =>
  `<ScenarioObject name="${name}"><Vehicle name="v" vehicleCategory="${category}"><BoundingBox><Center x="1.5" y="0" z="0.7"/>` +
  `<Dimensions width="1.8" length="4.4" height="1.5"/></BoundingBox>${performance}</Vehicle></ScenarioObject>`;
const walker = (name: string, height = 1.8) =>
  `<ScenarioObject name="${name}"><Pedestrian name="p" mass="70" pedestrianCategory="pedestrian">` +
  `<BoundingBox><Center x="0" y="0" z="0.9"/><Dimensions width="0.5" length="0.6" height="${height}"/></BoundingBox>` +
  "</Pedestrian></ScenarioObject>";
const world = (x: string | number, y: string | number, h: string | number = 0) =>
  `<Position><WorldPosition x="${x}" y="${y}" z="0" h="${h}"/></Position>`;
const teleport = (position: string) => `<PrivateAction><TeleportAction>${position}</TeleportAction></PrivateAction>`;
const speed = (value: string | number, dynamics = 'dynamicsShape="step" dynamicsDimension="time" value="0"') =>
  `<PrivateAction><LongitudinalAction><SpeedAction><SpeedActionDynamics ${dynamics}/><SpeedActionTarget>` +
  `<AbsoluteTargetSpeed value="${value}"/></SpeedActionTarget></SpeedAction></LongitudinalAction></PrivateAction>`;
const init = (name: string, ...actions: string[]) => `<Private entityRef="${name}">${actions.join("")}</Private>`;
const condition = (inner: string, edge = "none", delay = 0) =>
  `<ConditionGroup><Condition name="c" delay="${delay}" conditionEdge="${edge}">${inner}</Condition></ConditionGroup>`;
const after = (seconds: number) =>
  condition(`<ByValueCondition><SimulationTimeCondition value="${seconds}" rule="greaterOrEqual"/></ByValueCondition>`);
const of = (name: string, inner: string, edge = "rising") =>
  condition(
    `<ByEntityCondition><TriggeringEntities triggeringEntitiesRule="any"><EntityRef entityRef="${name}"/></TriggeringEntities>` +
      `<EntityCondition>${inner}</EntityCondition></ByEntityCondition>`,
    edge,
  );
const event = (name: string, action: string, trigger = "") =>
  `<Event name="${name}" priority="parallel"><Action name="a of ${name}">${action}</Action><StartTrigger>${trigger}</StartTrigger></Event>`;
const group = (actor: string, ...events: string[]) =>
  `<ManeuverGroup name="g" maximumExecutionCount="1"><Actors selectTriggeringEntities="false"><EntityRef entityRef="${actor}"/></Actors>` +
  `<Maneuver name="m">${events.join("")}</Maneuver></ManeuverGroup>`;

type Parts = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly catalogs?: string;
  readonly road?: string;
  readonly entities: string;
  readonly start: string;
  readonly groups?: string;
  readonly stop?: number;
};

function file({ parameters = {}, catalogs = "", road = "", entities, start, groups = "", stop = 4 }: Parts): string {
  const declared = Object.entries(parameters).map(
    ([name, value]) => `<ParameterDeclaration name="${name}" parameterType="double" value="${value}"/>`,
  );
  return [
    '<OpenSCENARIO><FileHeader revMajor="1" revMinor="2"/>',
    `<ParameterDeclarations>${declared.join("")}</ParameterDeclarations>`,
    `<CatalogLocations>${catalogs}</CatalogLocations><RoadNetwork>${road}</RoadNetwork>`,
    `<Entities>${entities}</Entities><Storyboard><Init><Actions>${start}</Actions></Init>`,
    `<Story name="s"><Act name="act">${groups}<StartTrigger/></Act></Story>`,
    `<StopTrigger>${stop > 0 ? after(stop) : ""}</StopTrigger></Storyboard></OpenSCENARIO>`,
  ].join("\n");
}

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string, others: Readonly<Record<string, string>> = {}, fps = 30): Promise<ImportedExchange> {
  const files = Object.entries({ "scenarios/a.xosc": text, ...others }).map(([path, content]) => ({ path, bytes: bytes(content) }));
  return importExchange("scenarios/a.xosc", memorySource(files), { fps });
}

/** The middle of an actor at a frame. */
function placeOf(scenario: WholeScenario, id: string, frame: number): { x: number; y: number; heading: number } {
  const actor = scenario.actors.find((one) => one.id === id);
  if (!actor) throw new Error(`there is no actor ${id}`);
  return worldOf(scenario).poseAt(actor, frame);
}

const ROAD = `<OpenDRIVE><header revMajor="1" revMinor="6"/><road id="7" junction="-1" length="400"><planView>
  <geometry s="0" x="0" y="0" hdg="0" length="100"><line/></geometry>
  <geometry s="100" x="100" y="0" hdg="0" length="300"><arc curvature="0.005"/></geometry></planView>
  <lanes><laneSection s="0"><left><lane id="1" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left>
  <center><lane id="0" type="none"/></center><right><lane id="-1" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane>
  <lane id="-2" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right></laneSection></lanes></road></OpenDRIVE>`;
const LOGIC = '<LogicFile filepath="../roads/bend.xodr"/>';
const WITH_ROAD = { "roads/bend.xodr": ROAD };
const lanePosition = (lane: number, s: number, rest = "") =>
  `<Position><LanePosition roadId="7" laneId="${lane}" s="${s}" ${rest}/></Position>`;

it("a child starts behind a parked van when the car is 32 m away, and meets it", async () => {
  const text = file({
    parameters: { EgoKph: "40" },
    entities: car("Ego") + walker("Child", 1.2) + car("Van", "van"),
    start:
      init("Ego", teleport(world(0, 0)), speed("${$EgoKph/3.6}")) +
      init("Child", teleport(world(60, -4, 1.5708))) +
      init("Van", teleport(world(53, -3))),
    groups: group(
      "Child",
      event(
        "run",
        "<PrivateAction><RoutingAction><FollowTrajectoryAction><TrajectoryRef><Trajectory name='t' closed='false'><Shape><Polyline>" +
          [0, 2.88, 5.76].map((time, index) => `<Vertex time="${time}">${world(60, 4 * index - 4)}</Vertex>`).join("") +
          "</Polyline></Shape></Trajectory></TrajectoryRef><TimeReference>" +
          "<Timing domainAbsoluteRelative='relative' scale='1' offset='0'/>" +
          "</TimeReference></FollowTrajectoryAction></RoutingAction></PrivateAction>",
        of(
          "Ego",
          '<RelativeDistanceCondition entityRef="Child" relativeDistanceType="longitudinal" value="32" freespace="false" rule="lessThan"/>',
        ),
      ),
    ),
    stop: 0,
  });
  const { scenario, format, entities, unread, notes } = await read(text);
  expect({ format, entities, unread }).toEqual({ format: "OpenSCENARIO 1.2", entities: 3, unread: 0 });
  expect(scenario.road?.ego).toBe("Ego");
  expect(scenario.actors.map(({ appearance }) => appearance.model)).toEqual(["car", "child"]);
  expect(scenario.actors[0]?.motion?.speed).toBeCloseTo(40 / 3.6, 5);
  expect(scenario.actors[1]?.trajectory.waypoints[0]).toEqual({ x: 60, y: -4, at: 0, hold: 76 });
  expect(scenario.occluders).toMatchObject([{ kind: "parked_van", x: 54.5, y: -3 }]);
  // 60 m at 11.1 m/s, and 4 m in 2.88 s from frame 76 on.
  expect(placeOf(scenario, "Ego", 162).x).toBeCloseTo(61.5, 2);
  expect(placeOf(scenario, "Child", 162).y).toBeCloseTo(-0.02, 1);
  expect(notes.map(({ message }) => message)).toEqual(["there is no road: a straight one with one lane each way is drawn under the ego"]);
});

const CATALOG = `<OpenSCENARIO><FileHeader/><Catalog name="Paths"><Trajectory name="across" closed="false">
  <ParameterDeclarations><ParameterDeclaration name="x" parameterType="double" value="0"/></ParameterDeclarations><Shape><Polyline>
  <Vertex><Position><LanePosition roadId="7" laneId="-1" s="$x" offset="-5"/></Position></Vertex>
  <Vertex><Position><LanePosition roadId="7" laneId="-1" s="$x" offset="5"/></Position></Vertex></Polyline></Shape>
  </Trajectory></Catalog></OpenSCENARIO>`;
const reference =
  '<TrajectoryRef><CatalogReference catalogName="Paths" entryName="across"><ParameterAssignments>' +
  '<ParameterAssignment parameterRef="x" value="80"/></ParameterAssignments></CatalogReference></TrajectoryRef>';

it("somebody on foot arrives together with the car, after a steady distance at its final speed, on a path of a catalog", async () => {
  const text = file({
    catalogs: '<TrajectoryCatalog><Directory path="./paths"/></TrajectoryCatalog>',
    road: LOGIC,
    entities: car("Ego") + walker("Person"),
    start:
      init("Ego", teleport(lanePosition(-1, 20)), speed(10)) +
      init(
        "Person",
        `<PrivateAction><RoutingAction><FollowTrajectoryAction>${reference}<TimeReference><None/></TimeReference>` +
          "</FollowTrajectoryAction></RoutingAction></PrivateAction>",
      ),
    groups: group(
      "Person",
      event(
        "meet",
        `<PrivateAction><SynchronizeAction masterEntityRef="Ego">` +
          `<TargetPositionMaster>${lanePosition(-1, 70).slice(10, -11)}</TargetPositionMaster>` +
          `<TargetPosition><TrajectoryPosition s="5">${reference}</TrajectoryPosition></TargetPosition>` +
          '<FinalSpeed><AbsoluteSpeed value="1.5"><TargetDistanceSteadyState distance="3"/></AbsoluteSpeed></FinalSpeed>' +
          "</SynchronizeAction></PrivateAction>",
      ),
    ),
    stop: 6,
  });
  const { scenario, notes } = await read(text, { ...WITH_ROAD, "scenarios/paths/all.xosc": CATALOG });
  expect(notes).toEqual([]);
  // The car is there after 5 s; steady for 2 s before, and 2 m of acceleration.
  const person = (seconds: number) => placeOf(scenario, "Person", seconds * 30);
  expect(placeOf(scenario, "Ego", 150).x).toBeCloseTo(71.5, 3);
  expect(person(5)).toMatchObject({ x: 80, y: expect.closeTo(-1.75, 1) as number });
  expect(person(4).y).toBeCloseTo(-3.25, 1);
  expect(person(3).y).toBeCloseTo(-4.75, 1);
  expect(person(1 / 3).y).toBeCloseTo(-6.75, 1);
});

const LINEAR = 'dynamicsShape="linear" dynamicsDimension';

it.each([
  [`${LINEAR}="time" value="2"`, 5 * 2 + 10 * 2],
  [`${LINEAR}="rate" value="5"`, 5 * 2 + 10 * 2],
  ['dynamicsShape="sinusoidal" dynamicsDimension="time" value="2"', 5 * 2 + 10 * 2],
  ['dynamicsShape="cubic" dynamicsDimension="rate" value="7.5"', 5 * 2 + 10 * 2],
  ['dynamicsShape="step" dynamicsDimension="time" value="0"', 10 * 4],
])("from rest to 10 m/s with %s", async (dynamics, metres) => {
  const start = init("Ego", teleport(world(0, 0)));
  const text = file({ entities: car("Ego"), start, groups: group("Ego", event("go", speed(10, dynamics), after(0))) });
  const { scenario } = await read(text);
  expect(placeOf(scenario, "Ego", 120).x - 1.5).toBeCloseTo(metres, 0);
});

it("a car keeps to its lane in a bend, changes lanes by a cubic, and what it can do limits its acceleration", async () => {
  const change =
    "<PrivateAction><LateralAction><LaneChangeAction><LaneChangeActionDynamics dynamicsShape='cubic' dynamicsDimension='time' value='3'/>" +
    "<LaneChangeTarget><RelativeTargetLane entityRef='Ego' value='-1'/></LaneChangeTarget>" +
    "</LaneChangeAction></LateralAction></PrivateAction>";
  const text = file({
    road: LOGIC,
    entities: car("Ego") + car("Other", "car", '<Performance maxSpeed="50" maxAcceleration="2" maxDeceleration="9"/>'),
    start: init("Ego", teleport(lanePosition(-1, 60)), speed(20)) + init("Other", teleport(lanePosition(1, 90))),
    groups:
      group("Ego", event("change", change, after(2))) + group("Other", event("go", speed(10, `${LINEAR}="time" value="1"`), after(0))),
    stop: 8,
  });
  const { scenario, notes } = await read(text, WITH_ROAD);
  expect(notes).toEqual([]);
  // How far from the arc's centre the rear axle is: the arc has 200 m, lanes are to its outside.
  const radius = (frame: number) => {
    const { x, y, heading } = placeOf(scenario, "Ego", frame);
    const turn = (heading * Math.PI) / 180;
    return Math.hypot(x - 1.5 * Math.cos(turn) - 100, y - 1.5 * Math.sin(turn) - 200);
  };
  expect(radius(59)).toBeCloseTo(201.75, 1);
  expect(radius(105)).toBeCloseTo(203.5, 1);
  expect(radius(200)).toBeCloseTo(205.25, 1);
  // Against the line: 5 s at 2 m/s², then at 10 m/s.
  expect(placeOf(scenario, "Other", 150).x).toBeCloseTo(90 - 1.5 - 25, 1);
});

it.each([
  ["after a way", '<TraveledDistanceCondition value="20"/>', 2],
  [
    "near another",
    '<RelativeDistanceCondition entityRef="Other" relativeDistanceType="cartesianDistance" ' +
      'value="30" freespace="true" rule="lessOrEqual"/>',
    1.56,
  ],
  ["by headway", '<TimeHeadwayCondition entityRef="Other" value="3" freespace="false" alongRoute="false" rule="lessOrEqual"/>', 2],
  [
    "by time to collision",
    '<TimeToCollisionCondition value="2" freespace="true" rule="lessThan"><TimeToCollisionConditionTarget><EntityRef entityRef="Other"/>' +
      "</TimeToCollisionConditionTarget></TimeToCollisionCondition>",
    2.57,
  ],
  ["at a place", `<ReachPositionCondition tolerance="1">${world(20, 0)}</ReachPositionCondition>`, 1.9],
  ["by speed", '<SpeedCondition value="5" rule="greaterThan"/>', 0],
  ["at a collision", '<CollisionCondition><EntityRef entityRef="Other"/></CollisionCondition>', 4.57],
])("an event begins %s", async (_, inner, seconds) => {
  const text = file({
    entities: car("Ego") + car("Other") + walker("Watcher"),
    start: init("Ego", teleport(world(0, 0)), speed(10)) + init("Other", teleport(world(50, 0))) + init("Watcher", teleport(world(0, 30))),
    groups: group("Watcher", event("jump", teleport(world(0, 40)), of("Ego", inner))),
    stop: 6,
  });
  const { scenario } = await read(text, {}, 100);
  const frames = Array.from({ length: 600 }, (_unused, frame) => frame);
  const first = frames.find((frame) => placeOf(scenario, "Watcher", frame).y > 39);
  expect((first ?? 0) / 100).toBeCloseTo(seconds + (seconds === 0 ? 0 : 0.005), 1);
});

it("positions relative to others, headings relative to lanes, and trajectories of clothoids and NURBS", async () => {
  const relative = (name: string, attributes: string) => `<Position><${name} entityRef="Ego" ${attributes}/></Position>`;
  const follow = (shape: string) =>
    `<PrivateAction><RoutingAction><FollowTrajectoryAction><TrajectoryRef><Trajectory name="t" closed="false">` +
    `<Shape>${shape}</Shape></Trajectory>` +
    "</TrajectoryRef><TimeReference><None/></TimeReference></FollowTrajectoryAction></RoutingAction></PrivateAction>";
  const quarter = [
    [0, 0, 1],
    [20, 0, Math.SQRT1_2],
    [20, 20, 1],
  ].map(([x = 0, y = 0, weight = 1]) => `<ControlPoint weight="${weight}">${world(x, y)}</ControlPoint>`);
  const nurbs = `<Nurbs order="3">${quarter.join("")}${[0, 0, 0, 1, 1, 1].map((value) => `<Knot value="${value}"/>`).join("")}</Nurbs>`;
  const clothoid =
    `<Clothoid curvature="0" curvaturePrime="0.01" length="30">` + `<Position><WorldPosition x="0" y="50" h="0"/></Position></Clothoid>`;
  const text = file({
    road: LOGIC,
    entities: car("Ego") + ["A", "B", "C", "D", "E", "F"].map((name) => walker(name)).join(""),
    start:
      init("A", teleport(relative("RelativeObjectPosition", 'dx="10" dy="2"'))) +
      init("B", teleport(relative("RelativeWorldPosition", 'dx="-3" dy="1"'))) +
      init("C", teleport(relative("RelativeLanePosition", 'dLane="1" ds="5" offset="0.5"'))) +
      init("D", teleport(relative("RelativeRoadPosition", 'ds="1" dt="-1"'))) +
      init("E", follow(nurbs), speed(2)) +
      init("F", follow(clothoid), speed(2)) +
      // After those who are placed by it.
      init("Ego", teleport(lanePosition(-1, 20))),
  });
  const { scenario, notes } = await read(text, WITH_ROAD);
  expect(notes).toEqual([]);
  const at = (id: string, frame = 0) => ({ x: placeOf(scenario, id, frame).x, y: placeOf(scenario, id, frame).y });
  expect(at("A")).toEqual({ x: 30, y: 0.25 });
  expect(at("B")).toEqual({ x: 17, y: -0.75 });
  expect(at("C")).toEqual({ x: 25, y: 2.25 });
  expect(at("D")).toEqual({ x: 21, y: -2.75 });
  // A quarter of a circle of 20 m around (0, 20), and a spiral whose heading after s metres is s²/200.
  const arc = at("E", 90);
  expect(Math.hypot(arc.x, arc.y - 20)).toBeCloseTo(20, 2);
  expect(Math.atan2(arc.x, 20 - arc.y)).toBeCloseTo(6 / 20, 2);
  expect(at("F", 60)).toEqual({
    x: expect.closeTo(4 - 4 ** 5 / 40 / 200 ** 2, 1) as number,
    y: expect.closeTo(50 + 4 ** 3 / 3 / 200, 1) as number,
  });
});

it("environments become weather and light, entities come and go, and everything else is named with its lines", async () => {
  const environment = (inner: string) =>
    `<GlobalAction><EnvironmentAction><Environment name="e"><TimeOfDay animation="false" dateTime="2026-01-01T12:00:00"/>${inner}` +
    "</Environment></EnvironmentAction></GlobalAction>";
  const text = file({
    entities: car("Ego") + walker("Guest"),
    start:
      environment('<Weather><Sun azimuth="0" elevation="1" illuminance="90000"/><Fog visualRange="100"/></Weather>') +
      init("Ego", teleport(world(0, 0)), speed(5)),
    groups: group(
      "Ego",
      event("rain", environment('<Weather><Precipitation precipitationType="rain" precipitationIntensity="25"/></Weather>'), after(1)),
      event(
        "come",
        `<GlobalAction><EntityAction entityRef="Guest"><AddEntityAction>${world(9, 3)}</AddEntityAction></EntityAction></GlobalAction>`,
        after(1),
      ),
      event("go", '<GlobalAction><EntityAction entityRef="Guest"><DeleteEntityAction/></EntityAction></GlobalAction>', after(3)),
      event("shine", "<PrivateAction><AppearanceAction><LightStateAction/></AppearanceAction></PrivateAction>", after(2)),
      event("late", speed(1), after(90)),
      event("odd", speed(1), condition('<ByValueCondition><TrafficSignalCondition name="x" state="on"/></ByValueCondition>')),
    ),
  });
  const { scenario, notes, unread } = await read(text);
  expect(scenario.weather).toMatchObject([
    { frame: 0, condition: "fog" },
    { frame: 30, condition: "rainy", intensity: 0.5 },
  ]);
  expect(scenario.actors.find(({ id }) => id === "Guest")).toMatchObject({ startFrame: 30, endFrame: 90 });
  expect(notes.map(({ message }) => message)).toEqual([
    "there is no road: a straight one with one lane each way is drawn under the ego",
    'the event "late" never happens',
    'the event "odd" never happens',
    "TrafficSignalCondition is left out (121 times): the condition is never true",
    "AppearanceAction is not read",
  ]);
  expect(notes.at(-1)?.place).toBe("scenarios/a.xosc, line 5");
  expect(unread).toBeGreaterThan(0);
});

const plain = (parameters: Readonly<Record<string, string>>, x = "$x") =>
  file({ parameters, entities: car("Ego"), start: init("Ego", teleport(world(x, 0))) });

it.each([
  ["${$a*2-(3+1)/2}", 6],
  ["${pow(2,3)+max(1, 5)%4-floor(1.5)}", 8],
  ["${round(sin(pi/2)*10)+sqrt(16)}", 14],
  ["${not (1 and 0) or false}", 1],
])("the expression %s is %d", async (text, value) => {
  const { scenario } = await read(plain({ a: "4", x: text }));
  expect(placeOf(scenario, "Ego", 0).x).toBeCloseTo(1.5 + value, 9);
});

const loop = (name: string) =>
  `<TrajectoryPosition s="0"><TrajectoryRef>` +
  `<CatalogReference catalogName="Loops" entryName="${name}"/></TrajectoryRef></TrajectoryPosition>`;
const LOOPS = `<OpenSCENARIO><Catalog name="Loops"><Trajectory name="a" closed="false"><Shape><Polyline>
  <Vertex><Position>${loop("a")}</Position></Vertex></Polyline></Shape></Trajectory></Catalog></OpenSCENARIO>`;

it.each([
  [plain({ x: "${$y}", y: "${$x+1}" }), 'the parameter "x" depends on itself: x → y → x'],
  [plain({}), 'there is no parameter "x"'],
  [plain({}, "$__proto__"), 'there is no parameter "__proto__"'],
  [plain({ x: "${constructor}" }), 'there is no parameter "constructor"'],
  [plain({ x: "${1/0}" }), "has no finite value"],
  [plain({ x: `\${${"(".repeat(500)}1}` }), "nested more than 60 deep"],
  [plain({ x: "1e308" }), "must be a number within"],
  [plain({ x: "NaN" }), "must be a number within"],
  [plain({ x: "0" }).replace('entityRef="Ego"', 'entityRef="toString"'), 'there is no entity "toString"'],
  [plain({ x: "0" }).replace(/<Storyboard>[\s\S]*<\/Storyboard>/, ""), "has no Storyboard"],
  [
    file({
      catalogs: '<TrajectoryCatalog><Directory path="."/></TrajectoryCatalog>',
      entities: car("Ego"),
      start: init("Ego", teleport(`<Position>${loop("a")}</Position>`)),
    }),
    "catalogs refer to each other more than 10 times in a row",
  ],
])("refusal %#: a scenario that cannot be read names its fault", async (text, message) => {
  const reading = read(text, { "scenarios/loops.xosc": LOOPS });
  await expect(reading).rejects.toThrow(ExchangeError);
  await expect(reading).rejects.toThrow(message);
});

const single = (name: string, inner: string) =>
  `<DeterministicSingleParameterDistribution parameterName="${name}">${inner}</DeterministicSingleParameterDistribution>`;
const distribution = (...parts: string[]) =>
  '<OpenSCENARIO><FileHeader revMajor="1" revMinor="2"/><ParameterValueDistribution><ScenarioFile filepath="base.xosc"/>' +
  `<Deterministic>${parts.join("")}</Deterministic></ParameterValueDistribution></OpenSCENARIO>`;
const range = (step: number, low: number, high: number) =>
  `<DistributionRange stepWidth="${step}"><Range lowerLimit="${low}" upperLimit="${high}"/></DistributionRange>`;

it("a parameter value distribution becomes a scenario for each combination of its values", async () => {
  const sets = [5, 6].map((x) => `<ParameterValueSet><ParameterAssignment parameterRef="x" value="${x}"/></ParameterValueSet>`).join("");
  const multi =
    `<DeterministicMultiParameterDistribution><ValueSetDistribution>${sets}</ValueSetDistribution>` +
    "</DeterministicMultiParameterDistribution>";
  const base = file({ parameters: { x: "1", y: "1" }, entities: car("Ego"), start: init("Ego", teleport(world("$x", "$y"))) });
  const { variants = [], format } = await read(distribution(multi, single("y", range(0.1, 0, 0.3))), { "scenarios/base.xosc": base });
  expect(format).toBe("OpenSCENARIO 1.2 (distribution)");
  expect(variants.map(({ scenario }) => placeOf(scenario, "Ego", 0)).map(({ x, y }) => [x - 1.5, y])).toEqual(
    [5, 6].flatMap((x) => [0, 0.1, 0.2, 0.3].map((y) => [x, y])),
  );
  expect([...(variants[1]?.values ?? [])]).toEqual([
    ["x", "5"],
    ["y", "0.1"],
  ]);
  const endless = read(distribution(single("x", range(1e-9, 0, 1))), { "scenarios/base.xosc": base });
  await expect(endless).rejects.toThrow("from 0 to 1 in steps of 1e-9 are not 1 to 1000 values");
  await expect(read(distribution(single("z", range(1, 0, 1))), { "scenarios/base.xosc": base })).rejects.toThrow('no parameter "z" to set');
});

it("mutated files are read or refused in one line", { timeout: 120_000 }, async () => {
  const text = file({
    parameters: { a: "1" },
    road: LOGIC,
    entities: car("Ego") + walker("A"),
    start: init("Ego", teleport(lanePosition(-1, 20)), speed("${$a*8}")) + init("A", teleport(world(40, 0))),
    groups: group("A", event("go", speed(1, 'dynamicsShape="linear" dynamicsDimension="time" value="1"'), after(1))),
    stop: 2,
  });
  await everyMutant([text, ROAD], 40, async ([scenario = "", road = ""]) => {
    await read(scenario, { "roads/bend.xodr": road }, 10).catch((error: unknown) => {
      if (!(error instanceof ExchangeError)) throw error;
      expect(error.message).not.toContain("\n");
    });
  });
});
