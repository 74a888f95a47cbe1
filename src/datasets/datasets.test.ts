import { describe, expect, test } from "vitest";
import { checkIntegrity, checkNoRealData, datasetFiles, DATASET_SIZES, projectCamera, type DatasetFile, type Project } from ".";
import * as pools from "./pools";

type Row = Record<string, unknown>;
const textOf = ({ chunks }: DatasetFile) => [...chunks()].join("");
const fileOf = (files: DatasetFile[], path: string) => {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file;
};
const rowsOf = (files: DatasetFile[], path: string): Row[] => {
  const value: unknown = JSON.parse(textOf(fileOf(files, path)));
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === "object" && row !== null) : [];
};
const objectOf = (files: DatasetFile[], path: string): unknown => JSON.parse(textOf(fileOf(files, path)));
/** The same files, one of them changed. */
const changed = (files: DatasetFile[], path: string, change: (text: string) => string) =>
  files.map((file) => (file.path === path ? { path, chunks: () => [change(textOf(file))] } : file));

describe("sizes and files", () => {
  test.each([
    ["small", [5, 10, 10, 250]],
    ["medium", [20, 60, 120, 6000]],
    ["large", [100, 500, 1500, 150_000]],
  ] as const)(
    "%s holds what the specification says, and all of it fits together",
    (size, [users, projects, sessions, events]) => {
      const files = datasetFiles(DATASET_SIZES[size]);
      expect(files.map(({ path }) => path)).toEqual([
        "users.json",
        "projects.json",
        "test_sessions.json",
        "detection_events.json",
        "metadata.json",
        "fixture_metadata.json",
      ]);
      const statistics = {
        generated_at: "2025-01-01T00:00:00.000Z",
        seed: 42,
        num_users: users,
        num_projects: projects,
        num_sessions: sessions,
        num_events: events,
      };
      expect(objectOf(files, "metadata.json")).toEqual(statistics);
      expect(objectOf(files, "fixture_metadata.json")).toEqual({
        name: `${size}_dataset`,
        description: DATASET_SIZES[size].description,
        directory: `${size}_dataset`,
        statistics,
      });
      expect(checkIntegrity(files)).toEqual([]);
      expect(checkNoRealData(files)).toEqual([]);
    },
    60_000,
  );

  test("records have the specification's fields in its order", () => {
    const files = datasetFiles(DATASET_SIZES.small);
    const keys = (path: string) => new Set(rowsOf(files, path).map((row) => Object.keys(row).join()));
    expect(keys("users.json")).toEqual(new Set(["id,email,full_name,password,is_active,created_at"]));
    expect(keys("projects.json")).toEqual(
      new Set(["id,name,description,camera_model,camera_view,lens_type,resolution,frame_rate,signal_type,status,owner_id,created_at"]),
    );
    expect(keys("test_sessions.json")).toEqual(new Set(["id,name,project_id,status,tolerance_ms,created_at"]));
    expect(keys("detection_events.json")).toEqual(
      new Set(["id,test_session_id,timestamp,confidence,class_label,validation_result,created_at"]),
    );
  });

  test("the same seed gives the same bytes, another seed or another date different ones", () => {
    const bytes = (change: object) =>
      datasetFiles({ ...DATASET_SIZES.small, ...change }, ["json", "csv", "sql"])
        .map(textOf)
        .join("");
    expect(bytes({ seed: 1 })).toBe(bytes({ seed: 1 }));
    expect(bytes({ seed: 2 })).not.toBe(bytes({ seed: 1 }));
    expect(bytes({ referenceTime: 0 })).not.toBe(bytes({}));
    // A file can be generated again, and on its own.
    const [users] = datasetFiles(DATASET_SIZES.small);
    expect(users && textOf(users)).toBe(users && textOf(users));
  });

  test("options outside their limits are refused by name", () => {
    expect(() => datasetFiles({ ...DATASET_SIZES.small, users: 0 })).toThrow(/^Dataset: users: must be at least 1, not 0$/);
    expect(() => datasetFiles({ ...DATASET_SIZES.small, name: "../up" })).toThrow(/name: must be a folder name/);
    expect(() => datasetFiles({ ...DATASET_SIZES.large, eventsPerSession: 1_000_000 })).toThrow(/more than 100000000 events/);
  });
});

describe("the specification's pools and proportions", () => {
  const files = datasetFiles({
    name: "many",
    users: 4000,
    projectsPerUser: 2,
    sessionsPerProject: 1,
    eventsPerSession: 5,
    seed: 7,
  });
  const [users, projects, sessions, events] = ["users", "projects", "test_sessions", "detection_events"].map((name) =>
    rowsOf(files, `${name}.json`),
  );
  const DAY = 86_400_000;
  const age = (row: Row) => (Date.UTC(2025, 0, 1) - Date.parse(String(row["created_at"]))) / DAY;

  /** Counts of n uniform draws among k: each within 4.5 standard deviations √(n·(1/k)·(1 − 1/k)) of n/k, and nothing else. */
  function expectEven(rows: Row[] | undefined, key: string, pool: readonly unknown[]) {
    const n = rows?.length ?? 0;
    const share = 1 / pool.length;
    for (const item of pool) {
      const found = rows?.filter((row) => row[key] === item).length ?? 0;
      expect(Math.abs(found - n * share), `${key} ${String(item)}`).toBeLessThan(4.5 * Math.sqrt(n * share * (1 - share)));
    }
    expect(rows?.filter((row) => !pool.includes(row[key]))).toEqual([]);
  }

  test("each field is drawn uniformly from its pool", () => {
    expectEven(projects, "camera_model", pools.CAMERA_MODELS);
    expectEven(projects, "camera_view", pools.CAMERA_VIEWS);
    expectEven(projects, "lens_type", pools.LENS_TYPES);
    expectEven(projects, "resolution", pools.RESOLUTIONS);
    expectEven(projects, "frame_rate", pools.FRAME_RATES);
    expectEven(projects, "signal_type", pools.SIGNAL_TYPES);
    expectEven(projects, "status", pools.PROJECT_STATUSES);
    expectEven(
      projects,
      "name",
      pools.LOCATIONS.flatMap((a) => pools.PROJECT_TYPES.flatMap((b) => pools.DETECTION_TYPES.map((c) => `${a} ${b} ${c}`))),
    );
    expectEven(sessions, "status", pools.SESSION_STATUSES);
    expectEven(sessions, "tolerance_ms", pools.TOLERANCES_MS);
    expectEven(
      users,
      "full_name",
      pools.FIRST_NAMES.flatMap((first) => pools.LAST_NAMES.map((last) => `${first} ${last}`)),
    );
    expectEven(events, "class_label", ["pedestrian", "cyclist", "vehicle", "distracted_driver", "motorcycle"]);
    // Mostly active: 3 in 4. Results 0.7, 0.2, 0.1 (fractions of the same n, tested as in expectEven).
    const shares = [
      [users, "is_active", true, 0.75],
      [events, "validation_result", "TP", 0.7],
      [events, "validation_result", "FP", 0.2],
      [events, "validation_result", "FN", 0.1],
    ] as const;
    for (const [rows = [], key, value, share] of shares) {
      const found = rows.filter((row) => row[key] === value).length;
      expect(Math.abs(found - rows.length * share)).toBeLessThan(4.5 * Math.sqrt(rows.length * share * (1 - share)));
    }
  });

  test("dates are within their ranges, and no project is older than its owner", () => {
    const owners = new Map(users?.map((user) => [user["id"], age(user)]));
    const ages = [...owners.values()];
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([1, 365]);
    for (const project of projects ?? []) {
      expect(age(project)).toBeGreaterThanOrEqual(1);
      expect(age(project)).toBeLessThanOrEqual(Math.min(180, owners.get(project["owner_id"]) ?? 0));
    }
    // created_at is rounded to milliseconds.
    for (const event of events ?? []) {
      const sinceReference = Date.parse(String(event["created_at"])) - Date.UTC(2025, 0, 1);
      expect(Math.abs(sinceReference - Number(event["timestamp"]) * 1000)).toBeLessThan(0.51);
    }
  });

  test("people with the same name have different addresses, all at a reserved domain", () => {
    const emails = users?.map((user) => String(user["email"])) ?? [];
    expect(new Set(emails).size).toBe(4000);
    expect(emails.filter((email) => !/^[a-z]+\.[a-z]+(\.\d+)?@example\.com$/.test(email))).toEqual([]);
    expect(emails).toContain("john.smith@example.com");
    expect(emails).toContain("john.smith.2@example.com");
  });

  test("a description matches the name", () => {
    const project = projects?.[0];
    const [, location, type, detection] =
      /^(Downtown|Suburban|Rural|Campus|Commercial) (.+) (VRU Detection|Driver Monitoring|Traffic Analysis)$/.exec(
        String(project?.["name"]),
      ) ?? [];
    expect(project?.["description"]).toBe(
      `Test project for ${String(detection).toLowerCase()} in ${String(location).toLowerCase()} ${String(type).toLowerCase()} environment.`,
    );
  });
});

describe("CSV and SQL", () => {
  const files = datasetFiles(DATASET_SIZES.small, ["json", "csv", "sql"]);

  test("hold the same rows as the JSON", () => {
    for (const [name, count] of [
      ["users", 5],
      ["projects", 10],
      ["test_sessions", 10],
      ["detection_events", 250],
    ] as const) {
      const [header = "", ...lines] = textOf(fileOf(files, `${name}.csv`))
        .trimEnd()
        .split("\r\n");
      const rows = rowsOf(files, `${name}.json`);
      expect(lines).toHaveLength(count);
      // None of the dataset's own texts needs quoting.
      expect(lines.map((line) => line.split(","))).toEqual(rows.map((row) => header.split(",").map((key) => String(row[key]))));
    }
    const sql = textOf(fileOf(files, "dataset.sql"));
    expect(sql.match(/^\('/gm)).toHaveLength(275);
    expect(sql).toMatch(
      /^BEGIN;\nCREATE TABLE users \(\n {2}id CHAR\(36\) NOT NULL PRIMARY KEY,\n {2}email VARCHAR\(255\) NOT NULL UNIQUE,/,
    );
    expect(sql).toContain("owner_id CHAR(36) NOT NULL REFERENCES users (id)");
    expect(sql.endsWith(");\nCOMMIT;\n")).toBe(true);
    for (const { id } of rowsOf(files, "detection_events.json").slice(0, 5)) expect(sql).toContain(`('${String(id)}', '`);
  });
});

describe("checks find what is wrong", () => {
  const files = datasetFiles(DATASET_SIZES.small);
  const firstId = (path: string) => String(rowsOf(files, path)[0]?.["id"]);

  test.each([
    ["projects.json", (text: string) => text.replaceAll(firstId("users.json"), "nobody"), /owner_id nobody is not in users\.json/],
    [
      "detection_events.json",
      (text: string) => text.replaceAll(firstId("test_sessions.json"), "none"),
      /test_session_id none is not in test_sessions\.json/,
    ],
    ["users.json", (text: string) => text.replace(String(rowsOf(files, "users.json")[1]?.["id"]), firstId("users.json")), /is used twice/],
    [
      "users.json",
      (text: string) => text.replace(String(rowsOf(files, "users.json")[1]?.["email"]), String(rowsOf(files, "users.json")[0]?.["email"])),
      /email .* is used twice/,
    ],
    ["test_sessions.json", (text: string) => text.replace(/"tolerance_ms":\d+/, '"tolerance_ms":75'), /tolerance_ms has the value 75/],
    ["detection_events.json", (text: string) => text.replace(/"confidence":[\d.]+/, '"confidence":"high"'), /confidence must be a number/],
    [
      "detection_events.json",
      (text: string) => text.replace(/"timestamp":[\d.]+/, '"timestamp":59.999'),
      /is earlier than the previous event/,
    ],
    [
      "projects.json",
      (text: string) => text.replace(/2024-\d\d-\d\d/, "2014-01-01"),
      /created_at is earlier than that of its parent record in users\.json/,
    ],
    [
      "metadata.json",
      (text: string) => text.replace('"num_events": 250', '"num_events": 251'),
      /num_events is 251, but the files hold 250/,
    ],
  ])("in %s (case %#)", (path, change, message) => {
    const faults = checkIntegrity(changed(files, path, change));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map((fault) => `${fault.path}:${fault.line}: ${fault.message}`).join("\n")).toMatch(message);
  });

  test("a missing file, and a list with a different layout, are no obstacle", () => {
    expect(checkIntegrity(files.filter(({ path }) => path !== "projects.json"))[0]).toEqual({
      path: "projects.json",
      line: 1,
      message: "is missing",
    });
    const pretty = ["users", "projects", "test_sessions", "detection_events"].reduce(
      (all, name) => changed(all, `${name}.json`, (text) => JSON.stringify(JSON.parse(text), null, 4)),
      files,
    );
    const inCrumbs = pretty.map(({ path, chunks }) => ({
      path,
      chunks: () => [...[...chunks()].join("").matchAll(/[^]{1,7}/g)].map(([part]) => part),
    }));
    expect(checkIntegrity(inCrumbs)).toEqual([]);
    const broken = changed(inCrumbs, "users.json", (text) => text.replace(/"is_active": (true|false)/, '"is_active": 1'));
    expect(checkIntegrity(broken)[0]).toEqual({ path: "users.json", line: 2, message: "is_active must be a boolean" });
  });

  test("data that could be real is found with its line", () => {
    const [user] = rowsOf(files, "users.json");
    const check = (content: string) =>
      checkNoRealData([{ path: "f", chunks: () => ["\n", content] }]).map(({ line, kind, found }) => `${line} ${kind} ${found}`);
    expect(check(`mail ${String(user?.["email"])} or jane@sub.example.org or x@host.test`)).toEqual([]);
    expect(check("john.smith@testdomain.com")).toEqual(["2 email john.smith@testdomain.com"]);
    expect(check("john.smith@example.com.evil.io")).toEqual(["2 email john.smith@example.com.evil.io"]);
    expect(check('{"full_name": "Angela Merkel"}')).toEqual(["2 name Angela Merkel"]);
    expect(check("ada.lovelace@example.com")).toEqual(["2 name ada.lovelace@example.com"]);
    expect(check("see https://jaywalk.example/x and https://www.wikipedia.org/")).toEqual(["2 web_address https://www.wikipedia.org"]);
    expect(check("192.0.2.4 10.1.2.3 8.8.8.8 0.12.5")).toEqual(["2 ip_address 8.8.8.8"]);
    expect(check("+49 30 1234567, (212) 555-0123, 212-555-0187, 212-867-5309")).toEqual(["2 phone +49 30 1234567", "2 phone 212-867-5309"]);
    const named = (path: string, content: string) =>
      checkNoRealData([{ path, chunks: () => [content] }]).map(({ line, found }) => `${line} ${found}`);
    expect(named("users.csv", 'id,full_name,age\r\n1,John Smith,5\r\n2,"Merkel, Angela",7\r\n')).toEqual(["3 Merkel, Angela"]);
    expect(
      named(
        "a.sql",
        "INSERT INTO users (id, full_name) VALUES ('1', 'Ada (Countess) Lovelace'),\n" +
          "('2', 'Conan O''Brien'),\n('3', 'John Smith');\nINSERT INTO cars (id, name) VALUES\n('1', 'Ada');",
      ),
    ).toEqual(["1 Ada (Countess) Lovelace", "2 Conan OBrien"]);
    for (const format of ["csv", "sql"] as const) expect(checkNoRealData(datasetFiles(DATASET_SIZES.medium, [format]))).toEqual([]);
  });
});

describe("a project's camera", () => {
  const project = rowsOf(datasetFiles(DATASET_SIZES.small), "projects.json")[0] as Project;

  test("becomes a scenario's camera and picture", () => {
    expect(projectCamera({ ...project, resolution: "2592x1944", frame_rate: 15 })).toEqual({
      camera: {
        model: project.camera_model,
        view: project.camera_view,
        lens: project.lens_type,
        signal: project.signal_type,
      },
      video: { width: 2592, height: 1944, fps: 15 },
    });
    for (const resolution of pools.RESOLUTIONS) expect(projectCamera({ ...project, resolution }).video.width).toBeGreaterThan(0);
  });

  test("must be valid for a video", () => {
    for (const resolution of ["full HD", "1921x1080", "9000x9000"])
      expect(() => projectCamera({ ...project, resolution })).toThrow(`resolution "${resolution}" cannot be used for a video`);
    expect(projectCamera({ ...project, frame_rate: 29.97 }).video.fps).toBe(29.97);
    expect(() => projectCamera({ ...project, frame_rate: 12.5 })).toThrow(
      "frame rate 12.5 must be a whole number from 1 to 120, or 23.976",
    );
  });
});
