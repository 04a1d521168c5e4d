/** What the page, the runtime's client and the worker say to each other. */

export interface Step {
  /** One statement of an example, or the whole of an edited one. */
  code: string;
  /** Lines before it in the example's code. */
  line: number;
  /** The approved output; absent in edited code. */
  want?: string;
}

export type Task = {
  /** Run for those after it: nobody sees its output. */
  hidden?: boolean;
} & (
  | { kind: "example"; key: string; name: string; code: string; steps: Step[] }
  | { kind: "listing"; key: string; name: string; code: string; source: string; section: string }
  /** A line of a console; `fresh`: asked of a new server; `want`: what is printed as its answer. */
  | { kind: "curl"; key: string; name: string; code: string; fresh: boolean; want?: string }
  /** A question of an explorer; `code` imports what answers it. */
  | { kind: "question"; key: string; name: string; code: string; session: string; request: unknown }
);

/** [source, section, text] of each listing that the reader changed. */
export type Change = [source: string, section: string, code: string];

export interface Plan {
  page: string;
  /** Forget what the page has defined so far. */
  fresh: boolean;
  changes: Change[];
  /** The page is narrow: figures are drawn for a phone. */
  narrow: boolean;
  /** How figures are drawn: Matplotlib's settings; as a picture so many pixels wide, each of its colours as the scheme has it. */
  pictures?: { pixels: number; schemes: Pictures<Record<string, string>>; settings: Record<string, unknown> };
  tasks: Task[];
  /** The tasks are lines of a console, and this is what they speak with. */
  console?: Conversation;
}

/** A service that can run in a page, as the build describes it. */
export interface Service {
  /** "module:variable" */
  app: string;
  port: number;
  environment: Record<string, string>;
  prepare: string;
  commands: Record<string, string>;
  /** The application's files by name, the one that is started first. */
  files: Record<string, string>;
}

export interface Conversation {
  page: string;
  /** Tells the servers of a page apart. */
  server: string;
  service: Pick<Service, "app" | "port" | "environment" | "prepare">;
  command: string;
  /** The reader's text of files. */
  files: Record<string, string>;
  /** Code that imports what the server does. */
  imports: string;
}

/** A figure of few elements is drawn in the page; another is a picture, for each scheme, as PNG in base64. */
export type Figure = { label: string } & ({ svg: string } | Pictures<string>);

export interface Pictures<T> {
  light: T;
  dark: T;
}

export interface Result {
  /** The last line of the last traceback, or nothing. */
  error: string;
  /** What each statement of an unedited example printed. */
  steps: string[];
  /** Whether doctest would accept it; null where there is nothing to compare with. */
  same: boolean | null;
  figures: Figure[];
  /** The reader, or the time, has stopped it: what it had defined is there. */
  stopped?: boolean;
  /** Names that a listing defines. */
  defined: string[];
  /** A console's: the exit code of curl. */
  exit?: number;
  /** An explorer's. */
  answer?: Answer;
}

/** What an explorer's Python has answered, arrays in their places. */
export interface Answer {
  data: any;
  /** Nothing was asked in this session before: a new worker knows nothing of what an old one did. */
  fresh: boolean;
}

/** `html` and `svg`: what a value shows of itself. */
export type OutputKind = "out" | "value" | "err" | "log" | "html" | "svg";

/** From the worker. */
export type Report =
  | { type: "progress"; text: string; loaded: number; total: number }
  | { type: "begin"; id: number; key: string }
  | { type: "output"; id: number; key: string; kind: OutputKind; text: string }
  | { type: "end"; id: number; key: string; result: Result }
  | { type: "done"; id: number; heap: number }
  /** `broken`: Python was there, and cannot be used any more. */
  | { type: "failed"; id: number; broken: boolean; reason: string };

/** To the worker. */
export type Order =
  /** Where the page is isolated: Python looks at this between two steps, and stops if it is not 0. */
  | { type: "interrupts"; flag: Uint8Array<SharedArrayBuffer> }
  | { type: "warm"; code: string }
  | { type: "run"; id: number; plan: Plan }
  | { type: "cancel"; id: number }
  | { type: "forget"; page: string };

/** What a job hears while it waits, runs and ends. */
export type JobEvent =
  | Exclude<Report, { type: "done" } | { type: "failed" }>
  /** Its time is over, and it may have more. */
  | { type: "limit" }
  /** `kept`: Python, and what was defined in it, is there. */
  | { type: "finished"; why: "done" | "stopped" | "time" | "cancelled" | "failed" | "broken"; reason: string; kept: boolean };

export interface Manifest {
  modules: string;
  /** The site's own modules. */
  archive: string;
  /** The worker's Python. */
  python: string;
  version?: string;
  lock?: string;
  packages?: Record<string, string>;
  files?: Record<string, string[]>;
  imports?: Record<string, { needs?: string[]; lazy?: string[]; names?: Record<string, string> }>;
  /** The file that tells of the services. */
  services?: string;
  sizes: Record<string, number>;
  missing: string[];
}

interface Observable<T> {
  subscribe(next: (value: T) => void): void;
}

declare global {
  interface Window {
    /** Material's stream of documents: one at the start, one after each instant visit. */
    document$?: Observable<Document>;
  }
}
