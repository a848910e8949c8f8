/** Values as read that no field of a message carries, on their way to `source.raw`. */
export type Raw = Record<string, string | number | null>;
