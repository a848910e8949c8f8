export * from './case-lists.ts';
export * from './disk-full.ts';
export * from './errors.ts';
export * from './message.ts';
