import { describe, expect, test } from "vitest";
import { dimensionsOf } from "../../document/dimensions";
import { ACTOR_MODELS, ACTOR_TYPES, OCCLUDER_KINDS } from "../../document/constants";
import type { Facing } from "../frameStateTypes";
import { TURN_STEPS } from "../turn";
import { CYCLIST_SPACE, cyclistParts } from "./cyclist";
import { CYCLIST_END_SPACE, cyclistFromEnd } from "./cyclistEnds";
import { cyclistTurned } from "./cyclistTurned";
import type { FigurePart } from "./figure";
import { PHASES, boundsOf, figureFor, phaseOf } from "./index";
import { pedestrianParts } from "./pedestrian";
import { pedestrianTurned } from "./pedestrianTurned";
import { PEDESTRIAN_SPACE } from "./pedestrianBuilds";
import { HAND_PLACES, driverPoseAt, type DriverKeyframe } from "../../driver";
import { driverPosesSchema } from "../../driver/schema";
import type { VehicleModel } from "./vehicle";

const FACINGS: Facing[] = ["left", "right", "front", "back"];

describe("figures", () => {
  test("every silhouette touches all four sides of its box for every model, facing and phase, and never leaves it", () => {
    const requests = ACTOR_TYPES.flatMap((subject) => ACTOR_MODELS[subject].map((model) => ({ subject, model })));
    for (const { subject, model } of [...requests, ...OCCLUDER_KINDS.map((kind) => ({ subject: kind, model: "" }))])
      for (const facing of FACINGS)
        for (let phase = 0; phase < PHASES; phase++)
          for (const natural of [false, true]) {
            const figure = figureFor({ style: "illustrated", subject, model, facing, phase, natural });
            const [left, top, right, bottom] = boundsOf(figure.parts);
            const where = `${subject} ${model} ${facing} ${phase} ${natural}`;
            expect(left, where).toBeCloseTo(0, 9);
            expect(top, where).toBeCloseTo(0, 9);
            expect(right, where).toBeCloseTo(1, 9);
            expect(bottom, where).toBeCloseTo(1, 9);
            expect(
              figure.parts.every(({ polygon }) => polygon.every(Number.isFinite)),
              where,
            ).toBe(true);
          }
  });

  test("a driver fills its box in every pose, faces where its head is turned, and has closed eyes and held phones drawn as such", () => {
    const shown = (pose: Partial<DriverKeyframe>) =>
      figureFor({
        style: "illustrated",
        subject: "distracted_driver",
        model: "phone",
        facing: "front",
        phase: 0,
        driver: driverPoseAt(driverPosesSchema.parse([{ at: 0, ...pose }]), 0),
      });
    const roles = (pose: Partial<DriverKeyframe>) =>
      shown(pose).parts.flatMap(({ role, details = [] }) => [role, ...details.map((each) => each.role)]);
    const noseAt = (yaw: number) => {
      const { parts } = shown({ head: { yaw, pitch: 0, roll: 0 } });
      // The nose is drawn on the face, which comes right before it.
      const [left, , right] = boundsOf(parts.filter(({ role }, index) => role === "skin" && parts[index - 1]?.role === "skin").slice(0, 1));
      return (left + right) / 2;
    };
    const yaws = [-80, -40, 0, 40, 80];
    for (const yaw of yaws)
      for (const pitch of [-50, 0, 50])
        for (const roll of [-40, 0, 40])
          for (const hand of HAND_PLACES) {
            const figure = shown({ head: { yaw, pitch, roll }, leftHand: hand, rightHand: hand, mouth: "yawning" });
            boundsOf(figure.parts).forEach((edge, side) => expect(edge, figure.key).toBeCloseTo(side < 2 ? 0 : 1, 9));
            expect(figure.parts.every(({ polygon }) => polygon.every(Number.isFinite))).toBe(true);
          }
    // To the driver's left is to the right of the picture, whose camera faces the driver.
    expect(yaws.map(noseAt)).toEqual(yaws.map(noseAt).toSorted((one, other) => one - other));
    expect(roles({})).toContain("eye_white");
    expect(roles({ eyes: 0 })).not.toContain("eye_white");
    expect(roles({ leftHand: "phone" })).toContain("screen");
    expect(roles({ leftHand: "face" })).not.toContain("screen");
    expect(shown({ eyes: 0.501 })).toBe(shown({ eyes: 0.5 }));
  });

  test("turned vehicles fill their boxes exactly too, and meet the side and end views at their limits", () => {
    for (const model of ACTOR_MODELS.vehicle)
      for (let turn = 1 - TURN_STEPS; turn < TURN_STEPS; turn++)
        for (const facing of ["left", "right"] as const) {
          const figure = figureFor({ style: "illustrated", subject: "vehicle", model, facing, phase: 0, natural: true, turn });
          const where = `${model} ${facing} ${turn}`;
          boundsOf(figure.parts).forEach((edge, side) => expect(edge, where).toBeCloseTo(side < 2 ? 0 : 1, 9));
          // An approaching vehicle shows headlamps at the leading end and no number plate at the other; both ends are on the right sides.
          const lamps = figure.parts.flatMap(({ details = [] }) => details).filter(({ role }) => role === "headlamp");
          const middles = lamps.map(({ polygon }) => (polygon[0] ?? 0) > 0.5);
          expect(middles.every((right) => right === (facing === "right")) || Math.abs(turn) > TURN_STEPS / 2, where).toBe(true);
        }
  });

  test("a departing vehicle shows two tail lamps and no headlamps or route sign, and the bus a small window without seats", () => {
    const area = ({ polygon }: FigurePart) => {
      const [left, top, right, bottom] = boundsOf([{ role: "", polygon }]);
      return (right - left) * (bottom - top);
    };
    const shown = (model: VehicleModel, facing: "front" | "back") =>
      figureFor({ style: "illustrated", subject: "vehicle", model, facing, phase: 0, natural: true }).parts.flatMap((each) => [
        each,
        ...(each.details ?? []),
      ]);
    const glassOf = (parts: readonly FigurePart[]) =>
      parts.filter(({ role }) => role === "glass").reduce((sum, pane) => sum + area(pane), 0);
    for (const model of ACTOR_MODELS.vehicle) {
      const [front, back] = [shown(model, "front"), shown(model, "back")];
      const roles = new Set(back.map(({ role }) => role));
      expect(
        ["headlamp", "display"].filter((role) => roles.has(role)),
        model,
      ).toEqual([]);
      expect(
        back.filter(({ role }) => role === "tail_lamp"),
        model,
      ).toHaveLength(2);
      expect(glassOf(back), model).toBeLessThanOrEqual(glassOf(front));
    }
    const bus = shown("bus", "back");
    expect(glassOf(bus)).toBeLessThan(0.35 * glassOf(shown("bus", "front")));
    expect(bus.filter(({ role }) => role === "seat")).toEqual([]);
  });

  test("pedestrians and cyclists fill their space by their pose, not by stretching: less than 1 % at any phase", () => {
    for (const facing of ["right", "front", "back"] as const)
      for (let phase = 0; phase < PHASES; phase++) {
        const turn = phase / PHASES;
        for (const model of ACTOR_MODELS.pedestrian) {
          const [left, top, right, bottom] = boundsOf(pedestrianParts(model, facing, turn));
          const where = `${model} ${facing} ${phase}: ${[left, top, right, bottom].join(" ")}`;
          expect(Math.abs(right - left - PEDESTRIAN_SPACE.width), where).toBeLessThan(0.375);
          expect(Math.abs(bottom - top - PEDESTRIAN_SPACE.height), where).toBeLessThan(1);
        }
        for (const model of ACTOR_MODELS.cyclist) {
          const parts = facing === "right" ? cyclistParts(model, turn) : cyclistFromEnd(facing, turn);
          const space = facing === "right" ? CYCLIST_SPACE : CYCLIST_END_SPACE;
          const [left, top, right, bottom] = boundsOf(parts);
          const where = `${model} ${facing} ${phase}: ${[left, top, right, bottom].join(" ")}`;
          expect(Math.abs(right - left - space.width), where).toBeLessThan(0.6);
          expect(Math.abs(bottom - top - space.height), where).toBeLessThan(1);
        }
      }
  });

  test("pedestrians and cyclists turn in steps, fill their boxes exactly, and keep their width at every phase of a step", () => {
    for (const subject of ["pedestrian", "cyclist"] as const)
      for (const model of ACTOR_MODELS[subject])
        for (const end of ["front", "back"] as const)
          for (let step = 0; step <= TURN_STEPS; step++) {
            const angle = (step / TURN_STEPS) * (Math.PI / 2);
            const { length, width, height } = dimensionsOf(subject, model);
            const box = (100 * Math.hypot(length * Math.cos(angle), width * Math.sin(angle))) / height;
            const drawn = subject === "pedestrian" ? pedestrianTurned : cyclistTurned;
            for (let phase = 0; phase < PHASES; phase++) {
              const where = `${model} ${end} ${step} ${phase}`;
              const [left, top, right, bottom] = boundsOf(drawn(model, end, angle, phase / PHASES));
              const [first, , last] = boundsOf(drawn(model, end, angle, 0));
              expect(Math.abs((right - left) / (last - first) - 1), where).toBeLessThan(0.01);
              expect(Math.abs((right - left) / box - 1), where).toBeLessThan(step === 0 || step === TURN_STEPS ? 0.03 : 0.22);
              expect(Math.abs(bottom - top - 100), where).toBeLessThan(1);
              const facing = step === TURN_STEPS ? end : "right";
              const turn = step === TURN_STEPS ? 0 : end === "front" ? step : -step;
              const figure = figureFor({ style: "illustrated", subject, model, facing, phase, natural: true, turn });
              boundsOf(figure.parts).forEach((edge, side) => expect(edge, where).toBeCloseTo(side < 2 ? 0 : 1, 9));
            }
          }
  });

  test("turning towards the camera shows more of the face at every step, turning away shows less", () => {
    const eyes = (end: "front" | "back", step: number) => {
      const angle = (step / TURN_STEPS) * (Math.PI / 2);
      return pedestrianTurned("adult", end, angle, 0)
        .flatMap(({ details = [] }) => details)
        .filter(({ role }) => role === "eye").length;
    };
    expect([0, 1, 2, 3, 4, 5, 6].map((step) => eyes("front", step))).toEqual([1, 1, 2, 2, 2, 2, 2]);
    expect([1, 2, 3, 4, 5, 6].map((step) => eyes("back", step)).at(-1)).toBe(0);
    const away = [1, 2, 3, 4, 5, 6].map((step) => eyes("back", step));
    away.slice(1).forEach((seen, index) => expect(seen).toBeLessThanOrEqual(away[index] ?? 0));
  });

  test("the schematic style has one shape, the rectangle, and equal requests return the same object", () => {
    const request = { style: "illustrated", subject: "vehicle", model: "bus", facing: "left", phase: 3 } as const;
    expect(figureFor(request)).toBe(figureFor({ ...request }));
    const flat = figureFor({ ...request, style: "schematic" });
    expect(flat.parts.map((each) => each.polygon)).toEqual([[0, 0, 1, 0, 1, 1, 0, 1]]);
  });

  test("the phase advances with the distance, wraps around after a cycle and is defined for negative distances", () => {
    const size = { width: 30, height: 80 };
    const phases = Array.from({ length: 60 }, (_, pixel) => phaseOf("pedestrian", "adult", size, pixel));
    expect(phases[0]).toBe(0);
    expect(new Set(phases).size).toBe(PHASES);
    expect(phaseOf("pedestrian", "adult", size, -1)).toBe(PHASES - 1);
  });
});
