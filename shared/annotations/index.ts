export * from './annotation.ts';
export * from './state.ts';
