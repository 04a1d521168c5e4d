import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, commands } from "../../../scripts/musings/live/browser/console/exchange.js";

test("a command may go on over lines, and its answer ends at the next", () => {
  const text = '$ curl -s localhost:8000/predict \\\n    -d \'{"a": 1}\'\n{"b": 2}\n\n$ curl localhost:8000/health\nok\\\nstill\n$ curl -I localhost:8000\n';
  assert.deepEqual(commands(text), [
    { line: "curl -s localhost:8000/predict \\\n    -d '{\"a\": 1}'", want: '{"b": 2}\n\n' },
    { line: "curl localhost:8000/health", want: "ok\\\nstill\n" },
    { line: "curl -I localhost:8000", want: "" },
  ]);
});

test("what curl says beside the answer is told apart", () => {
  assert.deepEqual(["* Connected", "> GET / HTTP/1.1", "< HTTP/1.1 200 OK", "curl: (7) Failed", "*not a note"].map(aside), [
    "note", "wire", "wire", "err", "err",
  ]);
});
