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
  tasks: Task[];
}

export interface Figure {
  svg: string;
  label: string;
}

export interface Result {
  /** The last line of the last traceback, or nothing. */
  error: string;
  /** What each statement of an unedited example printed. */
  steps: string[];
  /** Whether doctest would accept it; null where there is nothing to compare with. */
  same: boolean | null;
  figures: Figure[];
  /** Names that a listing defines. */
  defined: string[];
}

export type OutputKind = "out" | "value" | "err";

/** From the worker. */
export type Report =
  | { type: "progress"; text: string; loaded: number; total: number }
  | { type: "begin"; id: number; key: string }
  | { type: "output"; id: number; key: string; kind: OutputKind; text: string }
  | { type: "end"; id: number; key: string; result: Result }
  | { type: "done"; id: number; heap: number }
  | { type: "failed"; id: number; reason: string };

/** To the worker. */
export type Order =
  | { type: "warm"; code: string }
  | { type: "run"; id: number; plan: Plan }
  | { type: "cancel"; id: number }
  | { type: "forget"; page: string };

/** What a job hears while it waits, runs and ends. */
export type JobEvent =
  | Exclude<Report, { type: "done" } | { type: "failed" }>
  | { type: "finished"; why: "done" | "stopped" | "time" | "cancelled" | "failed"; reason: string };

export interface Manifest {
  modules: string;
  archive: string;
  version?: string;
  lock?: string;
  packages?: Record<string, string>;
  files?: Record<string, string[]>;
  imports?: Record<string, { needs?: string[]; lazy?: string[]; names?: Record<string, string> }>;
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
