import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pid } from 'node:process';
import * as esbuild from 'esbuild';
import { at, root } from '../lib/paths.mjs';
import { bundlesApart, packageApart, protocolOnce } from './bundle-plugins.ts';
import { recordFreshness } from './freshness.ts';
import { commandBanner } from './node-guard.ts';

interface Bundle {
  /** The entry module, from the root of the checkout, or a package. */
  readonly from: string;
  /** The bundle, from `dist/`. */
  readonly to: string;
  readonly options: esbuild.BuildOptions;
  /** Whether it is copied and run without the others, and so holds all it needs. */
  readonly alone?: boolean;
  /** The file's permissions; not executable where absent. */
  readonly mode?: number;
}

const forNode: esbuild.BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // A bundle is loaded by `require`, which is quicker than Node's `import()`.
  supported: { 'dynamic-import': false },
};

/** Pages of the extension's own, in the Chromium of the oldest VS Code that it runs in. */
const forPage: esbuild.BuildOptions = { platform: 'browser', format: 'iife', target: 'chrome132' };

/** What is bundled from where to where. All but the browser's is shipped. */
export const bundles: readonly Bundle[] = [
  { from: 'client/extension.ts', to: 'extension.cjs', options: { ...forNode, external: ['vscode'] } },
  { from: 'server/language/node.ts', to: 'language-server.cjs', options: forNode },
  { from: 'server/language/fusion-comp/fusion-comp.ts', to: 'fusion-comp.cjs', options: forNode },
  { from: 'server/language/frame-range/frame-range-reader.ts', to: 'frame-range.cjs', options: forNode },
  { from: 'server/language/project-reader.ts', to: 'project-reader.cjs', options: forNode },
  { from: 'server/language/yaml-readers.ts', to: 'yaml-readers.cjs', options: forNode },
  { from: 'server/language/sora-project/sora-reader.ts', to: 'sora-project.cjs', options: forNode },
  { from: 'yaml', to: 'yaml.cjs', options: forNode },
  { from: 'server/pipeline/main.ts', to: 'core.cjs', options: forNode, alone: true },
  {
    from: 'server/cli/main.ts',
    to: 'compline.cjs',
    options: { ...forNode, banner: { js: commandBanner } },
    mode: 0o755,
  },
  { from: 'client/render-form/page/render-form.ts', to: 'webviews/render-form.js', options: forPage },
  { from: 'client/render-form/page/render-form.css', to: 'webviews/render-form.css', options: forPage },
  { from: 'client/job-page/page/main.ts', to: 'webviews/job-page.js', options: forPage },
  { from: 'client/job-page/page/job-page.css', to: 'webviews/job-page.css', options: forPage },
  {
    from: 'server/language/browser.ts',
    to: 'browser/language-server.js',
    options: { platform: 'browser', format: 'iife', target: 'es2022' },
  },
];

const version = (): string => JSON.parse(readFileSync(at('package.json'), 'utf8')).version;

// A program may be starting from the bundle this very moment, so the bundle is replaced in one step.
const writeWhole = (file: string, contents: Uint8Array, mode: number): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${pid}`;
  writeFileSync(beside, contents, { mode });
  renameSync(beside, file);
};

/** Builds one bundle; returns the paths of its inputs, from the root. */
const bundle = async (
  { from, to, options, alone = false, mode = 0o644 }: Bundle,
  minify: boolean,
): Promise<string[]> => {
  const outfile = at('dist', to);
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile,
    bundle: true,
    write: false,
    metafile: true,
    minify,
    keepNames: true,
    sourcemap: minify ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    // Some packages carry a UMD build too, whose inner imports esbuild cannot follow.
    mainFields: options.platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
    plugins: [
      ...(options.platform === 'browser' ? [] : [protocolOnce]),
      ...(options.platform === 'browser' || alone ? [] : [bundlesApart(bundles), packageApart('yaml', 'yaml.cjs')]),
    ],
    define: { 'process.env.COMPLINE_VERSION': JSON.stringify(version()) },
    ...options,
  });
  for (const file of result.outputFiles ?? [])
    writeWhole(file.path, file.contents, file.path === outfile ? mode : 0o644);
  if (minify) rmSync(`${outfile}.map`, { force: true }); // that of an earlier build
  return Object.keys(result.metafile?.inputs ?? {});
};

/** Builds all bundles. False if one could not be built; esbuild has then shown why. */
export const build = async ({ minify }: { readonly minify: boolean }): Promise<boolean> => {
  const built = await Promise.allSettled(bundles.map((it) => bundle(it, minify)));
  if (built.some((it) => it.status === 'rejected')) return false;
  const inputs = new Set(built.flatMap((it) => (it.status === 'fulfilled' ? it.value : [])));
  recordFreshness({ minify, inputs: [...inputs], outputs: bundles.map((it) => it.to) });
  return true;
};
