import js from "@eslint/js";

/** Rules that find mistakes. How the code is laid out is nobody's rule; names that are nowhere are the type checker's to find. */
const rules = {
  ...js.configs.recommended.rules,
  "no-undef": "off",
  "array-callback-return": "error",
  "default-param-last": "error",
  eqeqeq: "error",
  "no-constructor-return": "error",
  "no-implicit-coercion": "error",
  "no-implicit-globals": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-param-reassign": "error",
  "no-promise-executor-return": ["error", { allowVoid: true }],
  "no-return-assign": "error",
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-useless-concat": "error",
  "no-useless-rename": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-object-spread": "error",
  "prefer-template": "error",
};

export default [
  { ignores: ["**/.*/", "build/", "site/", "docs/assets/live/vendor/", "docs/assets/pack/", "tests/sites/"] },
  { files: ["**/*.js", "**/*.mjs"], rules, linterOptions: { reportUnusedDisableDirectives: "error" } },
  // Served as they are: scripts of old, not modules.
  { files: ["docs/assets/scripts/*.js", "docs/assets/javascripts/**/*.js"], languageOptions: { sourceType: "script" }, rules: { strict: ["error", "global"] } },
];
