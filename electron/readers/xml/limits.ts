/** Bounds of what is read of an XML file: hostile files grow without end in every direction. */
export const XML_LIMITS = {
  /** Elements in one another. WordPress and Cellebrite stay below 30. */
  depth: 200,
  /** Attributes of one tag, and UTF-16 units of their names and values together. */
  attributes: 200,
  attributeUnits: 2 ** 20,
  /** UTF-16 units kept of one text; what is longer is cut off, and named. */
  textUnits: 2 ** 20,
} as const;
