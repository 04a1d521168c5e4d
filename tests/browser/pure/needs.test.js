import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf, needed } from "../../../scripts/musings/live/browser/python/needs.js";

const MANIFEST = {
  modules: "", archive: "", python: "", sizes: {}, missing: [],
  packages: { numpy: "numpy", sklearn: "scikit-learn", matplotlib: "matplotlib", scipy: "scipy" },
  files: { numpy: ["numpy.whl"], scipy: ["scipy.whl", "numpy"], "scikit-learn": ["sklearn.whl", "scipy", "numpy"], lost: [] },
  imports: {
    "activations.relu": { needs: ["numpy"] },
    plots: { needs: [], lazy: ["matplotlib"] },
    activations: { needs: ["numpy"], names: { sigmoid: "activations.deep" } },
    "activations.deep": { needs: ["scipy"] },
  },
};

test("import lines name packages, wherever they stand", () => {
  assert.deepEqual(needed("import numpy as np, sklearn.svm  # two\n    import matplotlib.pyplot\n", MANIFEST), ["numpy", "scikit-learn", "matplotlib"]);
  assert.deepEqual(needed("text = 'no import numpy here'\nimportant = 1", MANIFEST), []);
});

test("the site's own modules bring what they need, a name that of its home", () => {
  assert.deepEqual(needed("from activations import (\n    sigmoid,\n    relu,\n)\n", MANIFEST).sort(), ["numpy", "scipy"]);
  assert.deepEqual(needed("from activations import relu", MANIFEST), ["numpy"]);
});

test("what a module imports late counts where the module itself is imported", () => {
  assert.deepEqual(needed("import plots", MANIFEST), ["matplotlib"]);
  assert.deepEqual(needed("from plots import style", MANIFEST), []);
});

test("a package brings the files of those it needs, each once", () => {
  assert.deepEqual(filesOf(["scikit-learn", "numpy"], MANIFEST).sort(), ["numpy.whl", "scipy.whl", "sklearn.whl"]);
  assert.deepEqual(filesOf(["lost", "unheard-of"], MANIFEST), []);
});
