import { describe, expect, it } from "vitest";
import { driverPoseAt } from "./pose";
import { driverPosesSchema, type DriverKeyframe } from "./schema";
import { driverAt, driverRecord, drowsinessAt, usualDriverPoses, type Driver, type DriverRecord } from ".";

const FPS = 30;

const driverWith = (poses: readonly (Partial<DriverKeyframe> & { at: number })[], fps = FPS): Driver => ({
  model: "phone",
  keyframes: driverPosesSchema.parse(poses),
  trackId: 4,
  seed: 11,
  fps,
});
const recordAt = (driver: Driver, at: number): DriverRecord => driverRecord(driverAt(driver, at), drowsinessAt(driver, at));

describe("a driver's poses", () => {
  const keyframes = driverPosesSchema.parse([
    { at: 0 },
    { at: 30, fadeFrames: 20, gaze: "left_mirror", mouth: "talking" },
    { at: 40, fadeFrames: 10, gaze: "phone", rightHand: "phone" },
  ]);

  it("hold until the next begins, and never jump, even where one begins before the last is reached", () => {
    expect(driverPoseAt(keyframes, 0)).toEqual(driverPoseAt(keyframes, 29));
    for (let at = 1; at < 80; at++) {
      const [before, after] = [driverPoseAt(keyframes, at - 1), driverPoseAt(keyframes, at)];
      expect(Math.abs(after.head.yaw - before.head.yaw)).toBeLessThan(6);
      expect(Math.abs(after.gaze.yaw - before.gaze.yaw)).toBeLessThan(9);
    }
    expect(driverPoseAt(keyframes, 50)).toEqual(driverPoseAt(keyframes, 900));
  });

  it("turn the head towards what is looked at unless the head is given, and look at a phone where it is held", () => {
    const [ahead, aside] = [driverPoseAt(keyframes, 0), driverPoseAt(keyframes, 900)];
    expect(ahead.head).toEqual({ yaw: 0, pitch: 1, roll: 0 });
    // The right hand holds the phone: on the right, angles to the left are negative.
    expect(aside.gaze.yaw).toBeLessThan(0);
    expect(aside.head.yaw).toBeCloseTo(0.65 * aside.gaze.yaw);
    const own = driverPosesSchema.parse([{ at: 0, gaze: "phone", leftHand: "phone", head: { yaw: -10, pitch: 0, roll: 5 } }]);
    expect(driverPoseAt(own, 5).head).toEqual({ yaw: -10, pitch: 0, roll: 5 });
    expect(driverPoseAt(own, 5).gaze.yaw).toBeGreaterThan(0);
  });

  it("are those of the mirror image in a car with its wheel on the right, for traffic on the left", () => {
    const glance = (gaze: DriverKeyframe["gaze"], traffic: "left" | "right") =>
      driverPoseAt(driverPosesSchema.parse([{ at: 0, gaze }]), 0, traffic).gaze.yaw;
    for (const gaze of ["passenger", "centre_display", "rear_mirror"] as const) {
      expect(glance(gaze, "right")).toBeLessThan(0);
      expect(glance(gaze, "left")).toBe(-glance(gaze, "right"));
    }
    expect(glance("left_mirror", "left")).toBe(-glance("right_mirror", "right"));
    const [held] = driverPosesSchema.parse([{ at: 0, gaze: "phone", leftHand: "phone" }]);
    if (!held) throw new Error("no pose");
    expect(driverPoseAt([held], 0, "left").gaze).toEqual(driverPoseAt([held], 0, "right").gaze);

    const usual = (traffic: "left" | "right") => {
      const { gaze, leftHand, rightHand } = driverAt(
        { ...driverWith([{ at: 0 }]), model: "looking_away", keyframes: undefined, traffic },
        0,
      );
      return [gaze.yaw, leftHand.place, rightHand.place];
    };
    expect(usual("right")).toEqual([-32, "wheel", "centre"]);
    expect(usual("left")).toEqual([32, "centre", "wheel"]);
  });

  it("are refused out of order, in words that say which", () => {
    const { success, error } = driverPosesSchema.safeParse([{ at: 5 }, { at: 5 }]);
    expect([success, error?.issues[0]?.message]).toEqual([false, "must be later than frame 5, the time of the pose before"]);
  });
});

describe("what driver monitoring should find", () => {
  it("is where the eyes are, what the hands do, and whether the mouth yawns", () => {
    const driver = driverWith([
      { at: 0 },
      { at: 30, fadeFrames: 10, gaze: "phone", leftHand: "phone" },
      { at: 60, fadeFrames: 10, leftHand: "ear", rightHand: "lap", mouth: "talking" },
      { at: 90, mouth: "yawning", eyes: 0.4 },
    ]);
    const facts = ({ eyes_on_road, gaze, phone, hands_on_wheel, yawning }: DriverRecord) =>
      [eyes_on_road, gaze.target, phone, hands_on_wheel, yawning].join(" ");
    const open = (from: number) =>
      Array.from({ length: 15 }, (_, index) => from + index).find((at) => driverAt(driver, at).eyes > 0.3) ?? from;
    expect(facts(recordAt(driver, open(0)))).toBe("true road none 2 false");
    expect(facts(recordAt(driver, open(42)))).toBe("false phone in_hand 1 false");
    expect(facts(recordAt(driver, open(72)))).toBe("true road at_ear 0 false");
    expect(facts(recordAt(driver, open(95)))).toBe("true road none 2 true");
  });

  it("is drowsy after half a second of closed eyes, and while 15 % of the last minute had them closed", () => {
    const awake = driverWith([{ at: 0 }]);
    for (let at = 0; at < 70 * FPS; at += 7) expect(recordAt(awake, at).drowsy, `frame ${at}`).toBe(false);
    const nodding = driverWith([{ at: 0 }, { at: 600, eyes: 0 }, { at: 615, eyes: 1 }, { at: 700, eyes: 0 }, { at: 900, eyes: 1 }]);
    expect([613, 614, 615].map((at) => recordAt(nodding, at).drowsy)).toEqual([false, true, false]);
    const { perclos, drowsy } = recordAt(nodding, 960);
    // 215 frames of 961, and a few blinks.
    expect(perclos).toBeGreaterThan(0.223);
    expect(perclos).toBeLessThan(0.26);
    expect([drowsy, recordAt(nodding, 200).perclos, recordAt(nodding, 900 + 65 * FPS).drowsy]).toEqual([true, null, false]);
  });

  it("blinks about 15 times a minute, differently from driver to driver, and the same however it is asked", () => {
    const driver = driverWith([{ at: 0 }]);
    const closings = (of: Driver) =>
      Array.from({ length: 60 * FPS }, (_, at) => at).filter(
        (at) => driverAt(of, at).eyes < 1 && (at === 0 || driverAt(of, at - 1).eyes === 1),
      );
    expect(closings(driver)).toHaveLength(15);
    expect(closings({ ...driver, trackId: 5 })).not.toEqual(closings(driver));
    const [late, early] = [recordAt({ ...driver, seed: 99 }, 1500), recordAt({ ...driver, seed: 99 }, 30)];
    expect([recordAt({ ...driver, seed: 99 }, 30), recordAt({ ...driver, seed: 99 }, 1500)]).toEqual([early, late]);
  });

  it("repeats what the model does for a driver without poses: a phone, nodding off, looking away", () => {
    const over = (model: string) => {
      const driver: Driver = { model, keyframes: undefined, trackId: 1, seed: 1, fps: FPS };
      const { cycleFrames } = usualDriverPoses(model, FPS);
      return Array.from({ length: 2 * cycleFrames }, (_, at) => recordAt(driver, at));
    };
    expect(over("phone").every(({ phone }) => phone === "in_hand")).toBe(true);
    expect(over("phone").some(({ eyes_on_road }) => eyes_on_road)).toBe(true);
    expect(over("drowsy").some(({ drowsy }) => drowsy)).toBe(true);
    expect(over("looking_away").some(({ eyes_on_road }) => eyes_on_road)).toBe(false);
    expect(over("no such model")).toEqual(over("phone"));
  });
});
