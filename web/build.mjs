// Builds what is committed, the same bytes from the same sources: the page of the server into dist/, and the script of a report's page
// into crates/report/web/viewer.js; with a folder named, both into it. With --tests the tests into ../target/web-tests.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const common = { absWorkingDir: here, bundle: true, target: "es2022", jsx: "automatic", jsxImportSource: "preact", loader: { ".svg": "text" }, logLevel: "warning" };

if (process.argv[2] === "--tests") {
  const into = resolve(here, "../target/web-tests");
  await rm(into, { recursive: true, force: true });
  const tests = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts")).map((name) => join("test", name));
  await build({ ...common, entryPoints: tests, outdir: into, platform: "node", format: "esm", outExtension: { ".js": ".mjs" } });
  process.exit();
}

const named = process.argv[2] && resolve(process.argv[2]);
const into = named ? join(named, "dist") : join(here, "dist");
await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
const { outputFiles } = await build({ ...common, entryPoints: ["src/main.tsx"], outdir: into, entryNames: "app", format: "esm", minify: true, legalComments: "none", write: false });

let page = await readFile(join(here, "index.html"), "utf8");
for (const { path, contents } of outputFiles) {
  const name = path.endsWith(".css") ? "app.css" : "app.js";
  const mark = createHash("sha256").update(contents).digest("hex").slice(0, 10);
  const hashed = name.replace(".", `-${mark}.`);
  await writeFile(join(into, hashed), contents);
  page = page.replace(`/${name}`, `/${hashed}`);
}
await writeFile(join(into, "index.html"), page);
await writeFile(join(into, "icon.svg"), await readFile(join(here, "icon.svg")));

// A report is one file, and its script carries its licence.
await build({
  ...common, entryPoints: ["src/report/main.ts"], outfile: named ? join(named, "viewer.js") : resolve(here, "../crates/report/web/viewer.js"), format: "iife", minify: true,
  legalComments: "inline",
});

// Everything the bundle is made of, with the licence it is under.
const parts = ["three", "preact", "@preact/signals", "@preact/signals-core", "lucide-static"];
let licences = "The page of Resolid is made with these.\n";
for (const part of parts) {
  const folder = join(here, "node_modules", part);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  licences += `\n${"=".repeat(72)}\n${part} ${version} (${license})\n\n${(await readFile(join(folder, "LICENSE"), "utf8")).trim()}\n`;
}
await writeFile(join(into, "LICENSES.txt"), licences);
