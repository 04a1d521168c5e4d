import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, does, prompted, steps } from "../../../scripts/musings/live/browser/cell/pycon.js";

const LOOP = `>>> for x in (1, 2):
...     print(x)
1
2

>>> x + 1
3
`;

test("statements come apart from what they print, and know their lines", () => {
  assert.deepEqual(steps(LOOP), [
    { code: "for x in (1, 2):\n    print(x)", line: 0, want: "1\n2\n" },
    { code: "x + 1", line: 2, want: "3\n" },
  ]);
  assert.equal(codeOf(steps(LOOP)), "for x in (1, 2):\n    print(x)\nx + 1");
});

test("dots that are printed are not code", () => {
  assert.deepEqual(steps(">>> print('...')\n... \n...\n"), [{ code: "print('...')\n\n", line: 0, want: "" }]);
  assert.deepEqual(steps(">>> ask()\nyes\n... more\n"), [{ code: "ask()", line: 0, want: "yes\n... more\n" }]);
});

test("an empty line ends what is printed", () => {
  assert.deepEqual(steps(">>> 1\n1\n\nwords\n"), [{ code: "1", line: 0, want: "1\n" }]);
});

test("a comment is nothing to run", () => {
  assert.equal(does({ code: "# a note\n\n  # another", line: 0 }), false);
  assert.equal(does({ code: "# a note\nx = 1", line: 0 }), true);
});

test("code is shown with its prompts", () => {
  assert.equal(prompted("for x in y:\n    x\n"), ">>> for x in y:\n...     x\n...");
});
