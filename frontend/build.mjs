/* Builds the style sheets from Sass. `node build.mjs` writes them; `--check` builds again and compares with what is committed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../localoffer/core/static/css");
const MOST_GZIPPED_BYTES = 20 * 1024; // a style sheet is half of the weight we allow a first view

/** Both directions of the style sheet, by file name. */
function compileAll() {
  const { css } = sass.compile(join(here, "src/site.scss"), {
    style: "compressed",
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
  });
  const ltr = `${css.trim()}\n`;
  return new Map([
    ["site.css", ltr],
    ["site.rtl.css", `${rtlcss.process(ltr).trim()}\n`],
  ]);
}

function write(files) {
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(target, name), text);
}

/** Names of built files that differ from the committed ones. */
function differing(files) {
  return [...files].filter(([name, text]) => {
    const path = join(target, name);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  }).map(([name]) => name);
}

/** Names of built files that weigh too much, with their weight. */
function tooHeavy(files) {
  return [...files].map(([name, text]) => [name, gzipSync(text, { level: 9 }).length])
    .filter(([, bytes]) => bytes > MOST_GZIPPED_BYTES)
    .map(([name, bytes]) => `${name} is ${bytes} bytes gzipped, more than ${MOST_GZIPPED_BYTES}`);
}

const files = compileAll();
const problems = tooHeavy(files);
if (process.argv.includes("--check")) {
  problems.push(...differing(files).map((name) => `${name} is not what the Sass gives: run "npm run build" and commit it`));
} else {
  write(files);
}
for (const [name, text] of files) console.log(`${name}: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} gzipped`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
