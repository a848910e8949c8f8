/** Pictures for the messages, drawn by hand and varied by chance; each scene stands for a kind of photo. */
import type { Chance } from '../chance.ts';
import { Canvas, type Colour, type Point } from './canvas.ts';

const WIDTH = 256;
const HEIGHT = 192;

type Scene = (canvas: Canvas, by: Chance) => void;

const near = (by: Chance, [red, green, blue]: Colour, spread = 18): Colour => {
  const shift = by.whole(-spread, spread);
  const bound = (value: number): number => Math.max(0, Math.min(255, value + shift));
  return [bound(red), bound(green), bound(blue)];
};

const hills = (canvas: Canvas, by: Chance, base: number, colour: Colour): void => {
  const [a, b] = [by.whole(20, 60), by.whole(60, 120)];
  for (let x = 0; x < WIDTH; x++) {
    const top = base + Math.round(8 * Math.sin(x / a) + 5 * Math.sin(x / b + 1));
    canvas.box(x, top, 1, HEIGHT - top, colour);
  }
};

const tree = (canvas: Canvas, x: number, y: number, size: number, colour: Colour): void => {
  canvas.box(x - 2, y, 4, size, [92, 68, 48]);
  canvas.disc(x, y - size / 3, size / 2, colour);
};

const ripples = (canvas: Canvas, by: Chance, top: number, colour: Colour): void => {
  for (let n = 0; n < 34; n++) {
    canvas.box(by.whole(0, WIDTH), by.whole(top, HEIGHT), by.whole(8, 30), 1, colour);
  }
};

const scenes = {
  sunset(canvas, by) {
    canvas.fade(0, 150, near(by, [64, 58, 110]), near(by, [240, 150, 90]));
    canvas.disc(by.whole(60, 200), by.whole(86, 116), by.whole(12, 18), [255, 226, 160]);
    hills(canvas, by, by.whole(118, 130), near(by, [48, 44, 60]));
  },
  river(canvas, by) {
    canvas.fade(0, 90, near(by, [150, 184, 210]), [214, 224, 226]);
    hills(canvas, by, by.whole(72, 84), near(by, [86, 118, 82]));
    canvas.fade(100, 92, near(by, [98, 128, 140]), near(by, [60, 84, 98]));
    ripples(canvas, by, 104, [150, 174, 182]);
  },
  plate(canvas, by) {
    canvas.box(0, 0, WIDTH, HEIGHT, near(by, [150, 112, 80]));
    canvas.disc(128, 96, 78, [236, 234, 228]);
    canvas.disc(128, 96, 60, [246, 245, 241]);
    for (let n = 0; n < 16; n++) {
      canvas.disc(by.whole(90, 166), by.whole(60, 132), by.whole(7, 15), near(by, by.pick(FOOD), 14));
    }
  },
  pitch(canvas, by) {
    for (let stripe = 0; stripe < 8; stripe++) {
      canvas.box(stripe * 32, 0, 32, HEIGHT, stripe % 2 === 0 ? [72, 132, 66] : [64, 120, 60]);
    }
    const line: Colour = [230, 236, 230];
    canvas.box(126, 0, 3, HEIGHT, line);
    for (let angle = 0; angle < 180; angle++) {
      const at = (angle * Math.PI) / 90;
      canvas.disc(127 + Math.round(34 * Math.cos(at)), 96 + Math.round(34 * Math.sin(at)), 1, line);
    }
    for (let n = 0; n < 9; n++) {
      canvas.disc(by.whole(20, 236), by.whole(16, 176), 4, n % 2 === 0 ? [232, 126, 40] : [40, 70, 150]);
    }
  },
  lanterns(canvas, by) {
    canvas.fade(0, HEIGHT, [22, 22, 44], [48, 38, 58]);
    for (let n = 0; n < 11; n++) {
      const [x, y, size] = [12 + n * 23, by.whole(40, 140), by.whole(8, 15)];
      canvas.path(
        [
          [x, 0],
          [x, y],
        ],
        1,
        [96, 84, 84],
      );
      canvas.disc(x, y, size + 4, [92, 66, 50]);
      canvas.disc(x, y, size, near(by, [250, 186, 84], 24));
      canvas.disc(x, y, Math.floor(size / 2), [255, 232, 170]);
    }
  },
  /** The bridge and its streets as a tile of a map, with a pin. No place on Earth looks like this. */
  map(canvas, by) {
    canvas.box(0, 0, WIDTH, HEIGHT, [238, 234, 224]);
    for (let n = 0; n < 26; n++) {
      canvas.box(by.whole(0, 240), by.whole(0, 176), by.whole(10, 26), by.whole(8, 18), [222, 214, 202]);
    }
    canvas.box(0, 0, 70, 54, [206, 224, 190]);
    const water: Point[] = [
      [-10, 150],
      [60, 132],
      [120, 108],
      [190, 96],
      [270, 60],
    ];
    canvas.path(water, 34, [158, 196, 222]);
    const road: Colour = [255, 255, 255];
    canvas.path(
      [
        [20, 0],
        [52, 70],
        [70, 192],
      ],
      7,
      road,
    );
    canvas.path(
      [
        [0, 84],
        [140, 40],
        [256, 24],
      ],
      7,
      road,
    );
    canvas.path(
      [
        [10, 186],
        [120, 168],
        [256, 150],
      ],
      7,
      road,
    );
    canvas.path(
      [
        [128, 44],
        [138, 104],
        [148, 168],
      ],
      11,
      [250, 214, 120],
    );
    canvas.path(
      [
        [124, 96],
        [156, 92],
      ],
      2,
      [120, 110, 100],
    );
    canvas.path(
      [
        [128, 120],
        [158, 116],
      ],
      2,
      [120, 110, 100],
    );
    canvas.disc(138, 90, 7, [196, 54, 48]);
    canvas.disc(138, 90, 3, [255, 255, 255]);
    canvas.path(
      [
        [138, 96],
        [138, 108],
      ],
      3,
      [196, 54, 48],
    );
  },
  van(canvas, by) {
    canvas.fade(0, 116, [186, 196, 204], [214, 216, 214]);
    canvas.box(0, 20, 90, 96, near(by, [168, 120, 98]));
    canvas.box(0, 116, WIDTH, 76, [110, 110, 112]);
    canvas.box(70, 62, 120, 70, [240, 240, 238]);
    canvas.box(190, 84, 34, 48, [240, 240, 238]);
    canvas.box(194, 90, 22, 18, [80, 96, 108]);
    canvas.box(70, 120, 154, 6, [200, 200, 198]);
    for (const x of [100, 194]) {
      canvas.disc(x, 134, 15, [34, 34, 36]);
      canvas.disc(x, 134, 6, [170, 170, 172]);
    }
  },
  stage(canvas, by) {
    canvas.fade(0, HEIGHT, [40, 48, 72], [74, 76, 96]);
    canvas.box(24, 120, 208, 30, [58, 52, 50]);
    canvas.box(24, 24, 208, 6, [150, 152, 156]);
    for (const x of [24, 226]) canvas.box(x, 24, 6, 100, [150, 152, 156]);
    for (let n = 0; n < 7; n++) {
      const light = near(
        by,
        by.pick([
          [250, 214, 120],
          [120, 190, 240],
          [236, 130, 150],
        ] as Colour[]),
      );
      for (let y = 0; y < 88; y += 2) canvas.box(48 + n * 27 - y / 9, 32 + y, 2 + y / 5, 1, light);
    }
  },
  garden(canvas, by) {
    canvas.fade(0, 70, [176, 206, 228], [212, 224, 222]);
    canvas.box(0, 70, WIDTH, 122, near(by, [98, 146, 80]));
    for (let n = 0; n < 4; n++) tree(canvas, 30 + n * 64, 78, by.whole(24, 40), near(by, [70, 116, 62]));
    for (let n = 0; n < 44; n++) {
      canvas.disc(by.whole(0, WIDTH), by.whole(120, 188), by.whole(2, 4), near(by, by.pick(FLOWERS)));
    }
  },
  cat(canvas, by) {
    canvas.box(0, 0, WIDTH, HEIGHT, near(by, [188, 172, 152]));
    canvas.box(30, 110, 196, 70, near(by, [150, 166, 186]));
    const fur = near(
      by,
      by.pick([
        [90, 84, 80],
        [206, 148, 92],
        [60, 58, 62],
      ] as Colour[]),
    );
    canvas.disc(140, 118, 44, fur);
    canvas.disc(92, 92, 26, fur);
    for (const x of [76, 106])
      canvas.path(
        [
          [x, 74],
          [x + 2, 62],
        ],
        10,
        fur,
      );
    for (const x of [84, 102]) canvas.disc(x, 88, 4, [180, 206, 120]);
    canvas.path(
      [
        [176, 140],
        [212, 150],
        [206, 112],
      ],
      12,
      fur,
    );
  },
  snow(canvas, by) {
    canvas.fade(0, 140, [176, 190, 206], [222, 228, 234]);
    hills(canvas, by, by.whole(92, 108), [236, 240, 244]);
    for (let n = 0; n < 3; n++) tree(canvas, 50 + n * 78, 110, by.whole(20, 34), [206, 214, 220]);
    for (let n = 0; n < 90; n++) canvas.disc(by.whole(0, WIDTH), by.whole(0, HEIGHT), 1, [252, 253, 255]);
  },
  street(canvas, by) {
    canvas.fade(0, 150, [164, 182, 204], [206, 212, 218]);
    for (let n = 0; n < 7; n++) {
      const [height, wall] = [by.whole(60, 130), near(by, [158, 120, 104], 30)];
      canvas.box(n * 38 - 6, 150 - height, 36, height, wall);
      for (let y = 156 - height; y < 138; y += 16) {
        for (let x = 4; x < 30; x += 12) canvas.box(n * 38 - 6 + x, y, 6, 9, [210, 214, 206]);
      }
    }
    canvas.box(0, 150, WIDTH, 42, [96, 96, 100]);
    for (let x = 0; x < WIDTH; x += 36) canvas.box(x, 170, 18, 2, [220, 220, 214]);
  },
} as const satisfies Record<string, Scene>;

const FOOD: readonly Colour[] = [
  [196, 84, 52],
  [232, 190, 92],
  [104, 142, 66],
  [226, 150, 84],
  [150, 92, 60],
];
const FLOWERS: readonly Colour[] = [
  [236, 200, 70],
  [214, 88, 110],
  [240, 240, 236],
  [150, 110, 190],
];

export type PictureKey = keyof typeof scenes;

export const isPictureKey = (word: string): word is PictureKey => Object.hasOwn(scenes, word);

export function drawScene(key: PictureKey, by: Chance): Canvas {
  const canvas = new Canvas(WIDTH, HEIGHT);
  const draw: Scene = scenes[key];
  draw(canvas, by);
  return canvas;
}
