/** A small raster to draw on: RGB, one byte a channel, rows from the top. */
export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3);
  }

  dot(x: number, y: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.rgb.set(colour, (Math.floor(y) * this.width + Math.floor(x)) * 3);
  }

  box(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = Math.floor(top); y < top + height; y++) {
      for (let x = Math.floor(left); x < left + width; x++) this.dot(x, y, colour);
    }
  }

  /** From one colour at the top to another at the bottom. */
  fade(top: number, height: number, from: Colour, to: Colour): void {
    for (let y = 0; y < height; y++) {
      const at = y / height;
      const mixed = from.map((value, i) => Math.round(value + (to[i]! - value) * at));
      this.box(0, top + y, this.width, 1, mixed as unknown as Colour);
    }
  }

  disc(x: number, y: number, radius: number, colour: Colour): void {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        if (dx * dx + dy * dy <= radius * radius) this.dot(x + dx, y + dy, colour);
      }
    }
  }

  /** A line with round ends through the points. */
  path(points: readonly Point[], thickness: number, colour: Colour): void {
    for (const [index, [x, y]] of points.entries()) {
      const before = points[index - 1];
      if (before === undefined) continue;
      const steps = Math.ceil(Math.max(Math.abs(x - before[0]), Math.abs(y - before[1])));
      for (let step = 0; step <= steps; step++) {
        const at = steps === 0 ? 0 : step / steps;
        this.disc(
          Math.round(before[0] + (x - before[0]) * at),
          Math.round(before[1] + (y - before[1]) * at),
          Math.floor(thickness / 2),
          colour,
        );
      }
    }
  }
}
