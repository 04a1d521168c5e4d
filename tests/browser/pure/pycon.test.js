import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, does, prompted, steps, unprompted } from "../../../scripts/musings/live/browser/cell/pycon.js";

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

test("of a pasted console the code alone is taken", () => {
  const code = "x = 5\nfor n in (1, 2):\n    x += n\n\nx";
  assert.equal(unprompted(">>> x = 5\n>>> for n in (1, 2):\n...     x += n\n...\n>>> x\n8\n"), code);
  assert.equal(unprompted("\r\n    >>> x = 5\r\n    >>> x + 1\r\n    6\r\n"), "x = 5\nx + 1");
  const ipython = "In [1]: x = 5\n\nIn [2]: for n in (1, 2):\n   ...:     x += n\n   ...: \n\nIn [13]: x\nOut[13]: 8\n";
  assert.equal(unprompted(ipython), code);
});

test("bent quotes around strings are made straight, and others kept", () => {
  assert.equal(unprompted("print(“it’s”, ‘a’, \"“b”\") # “c”"), "print(\"it’s\", 'a', \"“b”\") # “c”");
  assert.equal(unprompted(">>> x = „a”\n>>> y = '‘'\n"), "x = \"a\"\ny = '‘'");
  assert.equal(unprompted('"""“a”"""'), '"""“a”"""');
});

test("other pasted text stays as it is", () => {
  const listing = 'def f(x):\r\n    """\r\n    >>> f(1)\r\n    1\r\n    """\r\n';
  for (const text of [listing, "", "x = 1\n", ">>>x", "...\n", "In [1]"]) assert.equal(unprompted(text), text);
});
