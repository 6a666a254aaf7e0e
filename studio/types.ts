// What the studio's server and its page say to each other.

export type Values = Record<string, unknown>;
export type Platform = 'zapier' | 'make';

/** A field of a step as the editor of a platform shows it. */
export interface FormField {
  key: string;
  label: string;
  type: 'text' | 'number' | 'boolean' | 'choice' | 'choices' | 'date' | 'keyValues' | 'note';
  required: boolean;
  help: string;
  /** What can be chosen; the value may be typed or mapped as well where `open` says so. */
  choices: { value: string; label: string }[];
  open: boolean;
  /** How deep it stands below the choices it depends on. */
  depth: number;
}

export interface Form {
  fields: FormField[];
  /** Why the lists could not be loaded, in the platform's words; empty when they were. */
  problem: string;
  /** How many requests the editor made to draw it. */
  asked: number;
}

/** A request to PassKit with its answer. */
export interface Asked {
  method: string;
  path: string;
  /** 0 when no answer arrived. */
  status: number;
  ms: number;
  body: unknown;
  answer: unknown;
}

/** How a run ended. */
export type RunResult = { bundles: Values[] } | { problem: Problem };

/** What the user of a platform reads when a step fails. */
export interface Problem {
  /** What the platform does with it, such as “Halted” or “RateLimitError”. */
  kind: string;
  message: string;
}

export interface Run {
  outcomes: RunResult[];
  asked: Asked[];
  ms: number;
  /** How many passes PassKit held before and after. */
  passes: { before: number; after: number };
}

export interface OutputEntry {
  key: string;
  label: string;
}

/** An action, a search or a trigger, as its page lists it. */
export interface Listed {
  key: string;
  kind: 'create' | 'search' | 'trigger';
  group: string;
  description: string;
  labels: Record<Platform, string>;
  passTypes: string[];
  output: OutputEntry[];
  sample: Values;
  /** The module on Make. */
  module: string;
  /** Runs on its own in a form here; an instant trigger waits for an event instead. */
  runs: boolean;
  /** What there is on Make instead; empty where it is there. */
  onMake: string;
}

/** A step of the table on the first page, and which column each of its inputs is mapped to. */
export interface PlayStep {
  key: string;
  /** By pass type: input keys with `{{Column}}` or a fixed value. */
  mapping: Record<string, Record<string, string>>;
}

export interface Catalog {
  operations: Listed[];
  passTypes: { value: string; label: string; output: OutputEntry[] }[];
  /** What opens the embedded PassKit, and nothing else. */
  embedded: { apiKey: string; apiSecret: string };
  play: {
    columns: string[];
    /** What can be chosen in a column, by its name. */
    choices: Record<string, { value: string; label: string }[]>;
    rows: Record<string, string>[];
    steps: Record<'issue' | 'update' | 'revoke', PlayStep>;
    /** Values for the custom fields that the template of a type requires, which the form of Make asks for. */
    required: Record<string, Record<string, string>>;
    /** What a status says that ends a pass. */
    revoked: string[];
  };
}

/** A pass as a wallet shows it. */
export interface PassView {
  passType: string;
  typeLabel: string;
  organization: string;
  title: string;
  name: string;
  status: string;
  statusLabel: string;
  /** Whether it is of no use any more. */
  over: boolean;
  front: { label: string; value: string }[];
  back: { label: string; value: string; link: boolean }[];
  barcode: string;
  passUrl: string;
  /** The redemption page of this pass, where it has one: the permanent link. */
  permanentLink: string;
}

/** A page of the redemption server as a phone shows it. */
export interface Visit {
  status: number;
  heading: string;
  button: string;
  html: string;
}

/** Something that goes wrong, to be tried. */
export interface Breakage {
  key: string;
  title: string;
  /** What happens, and what one would be afraid of. */
  text: string;
  /** Of the redemption page, which is the same whichever platform is used. */
  ofPage: boolean;
}

export interface BreakReport {
  steps: {
    what: string;
    /** What the platform calls it; empty when it went well. */
    kind: string;
    /** The words that a user reads. */
    says: string;
  }[];
  /** What is true in PassKit afterwards, looked up there. */
  facts: { text: string; good: boolean }[];
  asked: Asked[];
  ms: number;
}

/** What can be chosen for a setting of a pack. */
export interface ProjectList {
  key: string;
  label: string;
  passType: string;
  items: { id: string; name: string }[];
}

export interface Projects {
  account: string;
  lists: ProjectList[];
}

/** A setting of a pack, as its form shows it. */
export interface SettingField {
  name: string;
  what: string;
  fallback: string;
  choices: string[];
  /** Whether several of the choices may be taken. */
  several: boolean;
}

/** What a pack will be, or what is wrong with its settings. */
export type PackPreview =
  | { problems: Record<string, string> }
  | {
      /** The pages that customers see, as the scenarios answer with them. */
      pages: { label: string; html: string }[];
      scenarios: { name: string; title: string; svg: string; left: { step: string; fields: string[] }[] }[];
      recipes: { name: string; title: string; html: string }[];
      files: string[];
      /** How well the name can be read on the colour: black or white, and the contrast between the two. */
      contrast: { ink: string; ratio: number };
      /** The titles of all recipes, in the language of the pack. */
      titles: Record<string, string>;
      /** The words of the table in the language of the pack, by the names of their settings. */
      words: Record<string, string>;
    };
