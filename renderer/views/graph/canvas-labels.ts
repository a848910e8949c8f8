/** Names on sigma's label layer: its grid says which may be shown, labels.ts which find a place. */
import type { GraphColours } from './graph-colours.ts';
import { LABEL_SIZE, type LabelWish, type Measure, type PlacedLabel, placeLabels } from './labels.ts';

const KEPT_WIDTHS = 20_000;

export class CanvasLabels {
  private readonly measuring = new OffscreenCanvas(1, 1).getContext('2d')!;
  private readonly widths = new Map<string, number>();
  private wishes: LabelWish[] = [];
  private colours: GraphColours;
  /** What stands on the layer. */
  placed: readonly PlacedLabel[] = [];

  constructor(colours: GraphColours) {
    this.colours = colours;
  }

  setColours(colours: GraphColours): void {
    if (colours.font !== this.colours.font) this.widths.clear();
    this.colours = colours;
  }

  begin(): void {
    this.wishes = [];
  }

  wish(wish: LabelWish): void {
    this.wishes.push(wish);
  }

  /** Draws what was wished for since `begin`. */
  draw(context: CanvasRenderingContext2D, stage: { width: number; height: number }): void {
    this.placed = placeLabels(this.wishes, this.measure, stage);
    const { colours } = this;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = colours.page;
    context.fillStyle = colours.text;
    for (const { text, x, y, bold, isRightToLeft } of this.placed) {
      context.font = this.font(bold);
      context.direction = isRightToLeft ? 'rtl' : 'ltr';
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  private font(bold: boolean): string {
    return `${bold ? '600 ' : ''}${LABEL_SIZE}px ${this.colours.font}`;
  }

  private readonly measure: Measure = (text, bold) => {
    const key = bold ? `b${text}` : `n${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size >= KEPT_WIDTHS) this.widths.clear();
      this.measuring.font = this.font(bold);
      width = this.measuring.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  };
}
