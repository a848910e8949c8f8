export * from './layout.ts';
export * from './reader.ts';
export * from './writer.ts';
