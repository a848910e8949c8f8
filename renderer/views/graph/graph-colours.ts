/** The theme's colours and font as the canvas needs them; all are names of app/theme.css. */

export interface GraphColours {
  readonly page: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly person: string;
  readonly group: string;
  readonly tie: string;
  readonly accent: string;
  readonly font: string;
}

/** As `#rrggbb`, whatever the style sheet's notation. */
export function readColours(): GraphColours {
  const style = getComputedStyle(document.body);
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  const colour = (name: string): string => {
    context.fillStyle = style.getPropertyValue(name).trim();
    return context.fillStyle;
  };
  return {
    page: colour('--page'),
    surface: colour('--surface'),
    line: colour('--line'),
    text: colour('--text'),
    person: colour('--bar'),
    group: colour('--edge'),
    tie: colour('--edge'),
    accent: colour('--accent'),
    font: style.getPropertyValue('--sans').replace(/\s+/g, ' ').trim(),
  };
}

/** Calls when the window turns dark or light. @returns the function that ends it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}

/** `#rrggbb` as parts from 0 to 1. */
export function rgb(colour: string): [number, number, number] {
  const n = Number.parseInt(colour.slice(1, 7), 16);
  return [((n >> 16) & 255) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}
