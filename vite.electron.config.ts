import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`), /^node:/];

/**
 * The main process, its intake process and the command line, as ES modules with their libraries in
 * them. `--mode preload` builds the preload alone: a sandboxed preload is one CommonJS file.
 */
export default defineConfig(({ mode }) => {
  const preload = mode === 'preload';
  return {
    build: {
      outDir: 'dist/electron',
      emptyOutDir: !preload,
      target: 'node24',
      ssr: true,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        external,
        input: preload
          ? { preload: 'electron/preload.ts' }
          : {
              main: 'electron/main.ts',
              intake: 'electron/intake/process.ts',
              threadline: 'electron/cli/threadline.ts',
            },
        output: preload
          ? { format: 'cjs' as const, entryFileNames: '[name].cjs' }
          : { format: 'es' as const, entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
    ssr: { noExternal: true, external: ['electron'] },
  };
});
