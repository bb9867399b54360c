import path from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from '../lib/paths.mjs';

/**
 * Where a program imports a module with `import()` that has a bundle of its own, that bundle is loaded at this moment:
 * what a program needs later, or not always, does not keep its start waiting. `bundles` go from a module, by its path
 * from the root, to a file beside the program's.
 */
export const bundlesApart = (bundles: readonly { readonly from: string; readonly to: string }[]): Plugin => ({
  name: 'bundles-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\./ }, ({ kind, resolveDir, path: specifier }) => {
      if (kind !== 'dynamic-import') return undefined;
      const module = path.relative(root, path.join(resolveDir, specifier)).replaceAll('\\', '/');
      const apart = bundles.find(({ from }) => from === module);
      return apart && { path: `./${apart.to}`, external: true };
    });
  },
});

/**
 * esbuild copies all names of a CommonJS package for each module that imports it. The hundreds of the protocol's are so
 * copied once: its importers share a module that exports them.
 */
export const protocolOnce: Plugin = {
  name: 'protocol-once',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'protocol-once';
    onResolve({ filter: /^vscode-languageserver$/ }, ({ kind, namespace: importer, path: specifier, resolveDir }) => {
      if (kind !== 'import-statement' || importer === namespace) return undefined;
      return { path: specifier, namespace, pluginData: resolveDir };
    });
    onLoad({ filter: /.*/, namespace }, ({ path: specifier, pluginData: resolveDir }) => ({
      contents: `export * from '${specifier}';`,
      resolveDir,
    }));
  },
};

/**
 * A package that several programs need stands in a bundle of its own, which they load, and so is shipped once. `file`
 * is that bundle, beside the programs'.
 */
export const packageApart = (name: string, file: string): Plugin => ({
  name: `${name}-apart`,
  setup: ({ onResolve }) => {
    onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
      kind === 'import-statement' ? { path: `./${file}`, external: true } : undefined,
    );
  },
});
