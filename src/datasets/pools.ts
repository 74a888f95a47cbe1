/** The values that the specification's `TestDataFactory` draws from, with its wording and proportions. */

export const FIRST_NAMES = [
  "John",
  "Jane",
  "Michael",
  "Sarah",
  "David",
  "Emily",
  "Chris",
  "Lisa",
  "Robert",
  "Jennifer",
  "William",
  "Jessica",
  "James",
  "Ashley",
  "Daniel",
] as const;

export const LAST_NAMES = [
  "Smith",
  "Johnson",
  "Williams",
  "Brown",
  "Jones",
  "Garcia",
  "Miller",
  "Davis",
  "Rodriguez",
  "Martinez",
  "Hernandez",
  "Lopez",
  "Gonzalez",
] as const;

export const CAMERA_MODELS = [
  "FLIR Blackfly S",
  "Basler acA1920-40uc",
  "Allied Vision Mako G-234",
  "Point Grey Grasshopper3",
  "IDS uEye CP",
  "Teledyne DALSA Genie",
  "Cognex In-Sight 7000",
  "Keyence CV-X Series",
] as const;

export const CAMERA_VIEWS = [
  "Front-facing VRU",
  "Rear-facing VRU",
  "In-Cab Driver Behavior",
  "Side-facing Pedestrian",
  "360-degree Coverage",
] as const;

export const LENS_TYPES = ["Wide-angle", "Telephoto", "Standard", "Fish-eye", "Macro"] as const;
export const RESOLUTIONS = ["1920x1080", "2592x1944", "1280x720", "3840x2160", "1600x1200"] as const;
export const FRAME_RATES = [15, 30, 60] as const;
export const SIGNAL_TYPES = ["GPIO", "Network Packet", "Serial", "USB", "Ethernet"] as const;
export const PROJECT_STATUSES = ["Active", "Completed", "Draft", "Archived"] as const;
export const LOCATIONS = ["Downtown", "Suburban", "Rural", "Campus", "Commercial"] as const;
export const PROJECT_TYPES = ["Highway", "Urban", "School Zone", "Parking", "Industrial"] as const;
export const DETECTION_TYPES = ["VRU Detection", "Driver Monitoring", "Traffic Analysis"] as const;
export const SESSION_STATUSES = ["created", "running", "completed", "failed"] as const;
export const TOLERANCES_MS = [50, 100, 150, 200] as const;
/** Three out of four users are active. */
export const ACTIVE = [true, true, true, false] as const;

/** Every account's password: for tests, and publicly known. */
export const TEST_PASSWORD = "SecureTestPassword123!";
export const USER_AGE_DAYS = { least: 1, most: 365 } as const;
export const PROJECT_AGE_DAYS = { least: 1, most: 180 } as const;
/** Events spread over a video of this length. */
export const SESSION_SECONDS = 60;

/** Reserved by RFC 2606, so that no mail can reach anyone (the specification's `testdomain.com` can be bought). */
export const EMAIL_DOMAIN = "example.com";
