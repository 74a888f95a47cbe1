import { describe, expect, it } from "vitest";
import { hashBetween, hashInteger } from "../random";
import {
  ROAD_USERS,
  ROAD_USER_KINDS,
  courseOf,
  distanceBetween,
  directionOf,
  groundPath,
  motionAt,
  normalDegrees,
  placedBy,
  poseOnCourse,
  profileThrough,
  roadMotion,
  roadStateAt,
  roadUserOf,
  speedProfile,
  timeAtDistance,
  type RoadMovement,
} from ".";

const CORNER = [
  { x: 0, y: 0 },
  { x: 30, y: 0 },
  { x: 30, y: 30 },
];

const movement = (parts: Partial<RoadMovement>): RoadMovement => ({
  kind: "car",
  curve: "linear",
  waypoints: CORNER,
  startSpeed: 10,
  acceleration: 2,
  deceleration: 3,
  ...parts,
});

describe("a path on the ground", () => {
  it("rounds its corners with the turning radius, and knows where its points are", () => {
    const { line, stations, tight } = groundPath("linear", CORNER, 6);
    // Two straights of 24 m and a quarter of a circle of 6 m.
    expect(line.length).toBeCloseTo(48 + 3 * Math.PI, 2);
    expect(stations[1]).toBeCloseTo(24 + 1.5 * Math.PI, 2);
    expect(stations[2]).toBeCloseTo(line.length, 9);
    expect(tight).toEqual([]);
    for (const vertex of line.vertices) {
      if (vertex.x < 24 || vertex.y > 6) continue;
      expect(distanceBetween(vertex, { x: 24, y: 6 })).toBeCloseTo(6, 1.7);
    }
  });

  it("makes do with less where there is no room, and says so", () => {
    const { tight, line } = groundPath("linear", [...CORNER.slice(0, 2), { x: 30, y: 2 }, { x: 60, y: 2 }], 6);
    expect(tight.map(({ point }) => point)).toEqual([1, 2]);
    for (const { radius } of tight) expect(radius).toBeCloseTo(1, 1);
    expect(line.length).toBeLessThan(62);
  });

  it("goes through every point of a smooth curve, with directions that change evenly", () => {
    const points = [...CORNER, { x: 60, y: 40 }];
    const { line, stations } = groundPath("smooth", points, 4);
    points.forEach((point, index) => {
      const pose = poseOnCourse(courseOf({ line, stations, reversals: [], tight: [] }), stations[index] ?? 0);
      expect(distanceBetween(pose, point)).toBeLessThan(1e-6);
    });
    const course = courseOf(groundPath("smooth", points, 4));
    let before = poseOnCourse(course, 0).heading;
    for (let distance = 0; distance < line.length; distance += 0.05) {
      const { heading } = poseOnCourse(course, distance);
      expect(Math.abs(normalDegrees(heading - before))).toBeLessThan(2);
      before = heading;
    }
  });

  it("stands where it is one place, and faces as it is told", () => {
    const state = roadStateAt(movement({ waypoints: [{ x: 3, y: 4 }], heading: 120 }), 5);
    expect(state.footprint).toMatchObject({ x: 3, y: 4 });
    expect(state.footprint.heading).toBeCloseTo(120, 9);
    expect(state.velocity).toEqual({ x: 0, y: 0 });
  });
});

describe("a vehicle", () => {
  it("does not slip: its rear axle moves the way it faces, whatever its path", () => {
    let [slip, least] = [0, Infinity];
    for (let round = 0; round < 40; round++) {
      const kind = (["car", "bus", "cyclist", "truck"] as const)[round % 4] ?? "car";
      const waypoints = Array.from({ length: 5 }, (_, point) => ({
        x: point * 25 + hashBetween(-4, 4, round, point, 1),
        y: hashBetween(-12, 12, round, point, 2),
      }));
      const curve = (["linear", "smooth"] as const)[hashInteger(0, 1, round)] ?? "linear";
      const { turningRadius, rearAxle = 0 } = roadUserOf(kind);
      const course = courseOf(groundPath(curve, waypoints, turningRadius), rearAxle);
      const rear = (distance: number) => placedBy(poseOnCourse(course, distance), { x: -rearAxle, y: 0 });
      for (let distance = 0.1; distance < course.length - 0.1; distance += 0.37) {
        const [from, to] = [rear(distance - 0.01), rear(distance + 0.01)];
        const ahead = directionOf(poseOnCourse(course, distance).heading);
        const sideways = (to.x - from.x) * -ahead.y + (to.y - from.y) * ahead.x;
        slip = Math.max(slip, Math.abs(sideways) / 0.02);
        least = Math.min(least, distanceBetween(from, to) / 0.02);
      }
    }
    expect(slip).toBeLessThan(0.03);
    expect(least).toBeGreaterThan(0.95);
  });

  it("never turns on the spot: its heading changes no faster than its turning radius allows", () => {
    const car = movement({});
    for (let seconds = 0; seconds < 6; seconds += 0.05) {
      const [now, then] = [roadStateAt(car, seconds), roadStateAt(car, seconds + 0.05)];
      const turn = Math.abs(normalDegrees(then.footprint.heading - now.footprint.heading));
      const driven = then.distance - now.distance;
      expect((turn / 180) * Math.PI).toBeLessThanOrEqual(driven / (ROAD_USERS.car.turningRadius * 0.97) + 1e-9);
    }
  });

  it("is where its path's points put it on a straight, and swings out a little in a curve", () => {
    const car = movement({});
    expect(roadStateAt(car, 0).footprint).toEqual({ x: 0, y: 0, heading: 0, length: 4.77, width: 1.83 });
    expect(roadStateAt(car, 1.5).footprint.x).toBeCloseTo(15, 9);
    const { stations } = roadMotion(car).path;
    const inCurve = roadStateAt(car, (stations[1] ?? 0) / 10).footprint;
    const corner = { x: 30 - 4 + 4 * Math.SQRT1_2, y: 4 - 4 * Math.SQRT1_2 };
    expect(distanceBetween(inCurve, corner)).toBeLessThan(0.4);
  });

  it("backs up where its path turns back on itself, and stops to change gear", () => {
    const out = [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 4, y: -1.5 },
    ];
    const car = movement({ waypoints: out, startSpeed: 5 });
    const { path, course, profile } = roadMotion(car);
    expect(path.reversals).toEqual([1]);
    const turning = timeAtDistance(profile, path.stations[1] ?? 0) ?? NaN;
    expect(motionAt(profile, turning).speed).toBeCloseTo(0, 6);
    expect(roadStateAt(car, turning - 0.5)).toMatchObject({ reversing: false });
    const later = roadStateAt(car, turning + 2.5);
    expect(later.reversing).toBe(true);
    expect(later.velocity.x).toBeLessThan(-1);
    expect(Math.abs(later.footprint.heading)).toBeLessThan(25);
    let before = poseOnCourse(course, 0);
    for (let distance = 0; distance <= course.length; distance += 0.02) {
      const pose = poseOnCourse(course, distance);
      expect(distanceBetween(pose, before)).toBeLessThan(0.05);
      expect(Math.abs(normalDegrees(pose.heading - before.heading))).toBeLessThan(0.6);
      before = pose;
    }
    const end = poseOnCourse(course, course.length);
    expect(distanceBetween(end, { x: 4, y: -1.5 })).toBeLessThan(0.02);
  });

  it("can start in reverse, out of a parking space", () => {
    const car = movement({
      waypoints: [
        { x: 0, y: 0 },
        { x: -12, y: 0 },
      ],
      reversing: true,
      startSpeed: 2,
    });
    const state = roadStateAt(car, 1);
    expect(state).toMatchObject({ reversing: true, speed: 2 });
    expect(state.footprint).toMatchObject({ x: -2, y: 0 });
    expect(Math.abs(state.footprint.heading)).toBeLessThan(1e-9);
    expect(state.velocity.x).toBeCloseTo(-2, 9);
  });
});

describe("somebody on foot", () => {
  it("faces where they go, and keeps facing there while they wait", () => {
    const walk = movement({
      kind: "adult",
      startSpeed: 1.4,
      waypoints: [
        { x: 0, y: 0 },
        { x: 0, y: 7, wait: 3 },
        { x: 7, y: 7 },
      ],
    });
    const arrival = timeAtDistance(roadMotion(walk).profile, 6.9) ?? NaN;
    expect(roadStateAt(walk, 2).footprint.heading).toBeCloseTo(90, 9);
    const waiting = [arrival + 1, arrival + 2, arrival + 3].map((seconds) => roadStateAt(walk, seconds));
    expect(new Set(waiting.map(({ footprint }) => footprint.heading)).size).toBe(1);
    expect(waiting[1]?.speed).toBe(0);
    expect(roadStateAt(walk, arrival + 8).footprint.heading).toBeCloseTo(0, 9);
  });

  it("may turn round on the spot", () => {
    const walk = movement({
      kind: "child",
      startSpeed: 1,
      waypoints: [
        { x: 0, y: 0 },
        { x: 5, y: 0 },
        { x: 0, y: 0.1 },
      ],
    });
    expect(Math.abs(roadStateAt(walk, 6).footprint.heading)).toBeGreaterThan(170);
    expect(roadStateAt(walk, 6)).toMatchObject({ speed: 1, reversing: false });
  });
});

describe("a speed profile", () => {
  const PLAN = { length: 100, speed: 10, acceleration: 2, deceleration: 4, changes: [] };

  it("covers what the formulas of constant acceleration say", () => {
    const steady = speedProfile(PLAN);
    expect(steady.duration).toBe(10);
    expect(motionAt(steady, 3)).toEqual({ distance: 30, speed: 10, acceleration: 0 });
    // Braking for the wait takes 12.5 m and 2.5 s; going on takes 25 m and 5 s.
    const waits = speedProfile({ ...PLAN, changes: [{ distance: 50, wait: 2 }] });
    expect(waits.duration).toBeCloseTo(3.75 + 2.5 + 2 + 5 + 2.5, 9);
    expect(motionAt(waits, 3.75 + 1.25)).toMatchObject({ speed: 5, acceleration: -4 });
    expect(motionAt(waits, 7)).toEqual({ distance: 50, speed: 0, acceleration: 0 });
    expect(motionAt(waits, 8.25 + 5).distance).toBeCloseTo(75, 9);
    const slower = speedProfile({
      ...PLAN,
      changes: [
        { distance: 20, speed: 6 },
        { distance: 60, speed: 12 },
      ],
    });
    expect(motionAt(slower, 2 + 1).speed).toBeCloseTo(6, 9);
    expect(motionAt(slower, 2 + 1 + 32 / 6 + 3).distance).toBeCloseTo(60 + 18 + 9, 9);
  });

  it("starts from rest, and stands for good at speed 0", () => {
    const start = speedProfile({ ...PLAN, speed: 0, changes: [{ distance: 0, speed: 8 }] });
    expect(motionAt(start, 4)).toMatchObject({ distance: 16, speed: 8 });
    const stop = speedProfile({ ...PLAN, changes: [{ distance: 40, speed: 0 }] });
    expect(motionAt(stop, 1000)).toEqual({ distance: 52.5, speed: 0, acceleration: 0 });
    expect(timeAtDistance(stop, 60)).toBeNull();
    expect(speedProfile({ ...PLAN, speed: 0 }).phases).toHaveLength(1);
    expect(speedProfile({ ...PLAN, length: 0 }).duration).toBe(0);
  });

  it("brakes harder where it must, and says so", () => {
    const hard = speedProfile({ ...PLAN, speed: 20, changes: [{ distance: 10, wait: 1 }] });
    expect(hard.hardBraking).toEqual([{ distance: 10, deceleration: 20 }]);
    expect(motionAt(hard, 1)).toMatchObject({ distance: 10, speed: 0 });
    expect(() => speedProfile({ ...PLAN, acceleration: 0 })).toThrow("acceleration and deceleration must be more than 0 m/s²");
    expect(() => speedProfile({ ...PLAN, speed: NaN })).toThrow("speed and length must be at least 0");
  });

  it("never jumps, and its speed is the slope of its distance, for any plan", () => {
    let [back, jump] = [0, 0];
    for (let round = 0; round < 100; round++) {
      const distances = Array.from({ length: hashInteger(0, 5, round, 1) }, (_, index) => hashBetween(0, 100, round, index, 2));
      const profile = speedProfile({
        length: 100,
        speed: hashBetween(0.5, 20, round, 3),
        acceleration: hashBetween(0.5, 4, round, 4),
        deceleration: hashBetween(1, 8, round, 5),
        changes: distances
          .sort((a, b) => a - b)
          .map((distance, index) =>
            index % 2 === 0
              ? { distance, speed: hashBetween(0.5, 20, round, index, 6) }
              : { distance, wait: hashBetween(0, 3, round, index, 7) },
          ),
      });
      let before = motionAt(profile, 0);
      const step = 0.01;
      for (let time = step; time < profile.duration; time += step) {
        const now = motionAt(profile, time);
        const middle = motionAt(profile, time - step / 2).speed;
        back = Math.max(back, before.distance - now.distance);
        jump = Math.max(jump, Math.abs(now.distance - before.distance - middle * step));
        before = now;
      }
      expect(motionAt(profile, profile.duration + 1).distance).toBeCloseTo(100, 6);
      for (const distance of [1, 33, 66, 99]) {
        const time = timeAtDistance(profile, distance);
        expect(motionAt(profile, time ?? NaN).distance).toBeCloseTo(distance, 6);
      }
    }
    expect(back).toBe(0);
    expect(jump).toBeLessThan(2e-3);
  });

  it("follows recorded times", () => {
    const profile = profileThrough([
      { time: 1, distance: 0 },
      { time: 3, distance: 10 },
      { time: 5, distance: 10 },
      { time: 6, distance: 12 },
    ]);
    expect([0, 2, 4, 5.5, 9].map((time) => motionAt(profile, time).distance)).toEqual([0, 5, 10, 11, 12]);
    expect(() =>
      profileThrough([
        { time: 1, distance: 5 },
        { time: 2, distance: 4 },
      ]),
    ).toThrow("must not fall");
  });
});

describe("kinds of road users", () => {
  it("have a rear axle and a front within their length", () => {
    expect(ROAD_USER_KINDS).toHaveLength(13);
    for (const kind of ROAD_USER_KINDS) {
      const { dimensions, turningRadius, rearAxle = 0 } = roadUserOf(kind);
      expect(rearAxle, kind).toBeLessThan(dimensions.length / 2);
      expect(turningRadius, kind).toBeGreaterThan(0);
      for (const metres of Object.values(dimensions)) expect(metres > 0.2 && metres < 13, kind).toBe(true);
    }
  });
});
