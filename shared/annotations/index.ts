export * from './annotation.ts';
export * from './of-exhibits.ts';
export * from './state.ts';
