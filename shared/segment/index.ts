export * from './damaged.ts';
export * from './layout.ts';
export * from './parcel.ts';
export * from './reader.ts';
export * from './writer.ts';
