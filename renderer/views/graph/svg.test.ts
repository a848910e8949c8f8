import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scene } from './scene.ts';
import { escapeXml, sceneToSvg } from './svg.ts';

const HOSTILE = `</text><script>alert(1)</script> & "x" 'y' \u0000\ud800\u202e`;

const SCENE: Scene = {
  width: 200,
  height: 100,
  colours: {
    page: '#ffffff',
    surface: '#ffffff',
    line: '#dddddd',
    text: '#111111',
    person: '#4c78b5',
    group: '#738091',
    tie: '#738091',
    accent: '#215db0',
    font: '"Segoe UI", sans-serif',
  },
  ties: [{ x1: 10, y1: 20, x2: 150.123456, y2: 60, width: 2.5, colour: '#738091', opacity: 0.5 }],
  nodes: [
    { x: 10, y: 20, radius: 8, shape: 'circle', colour: '#4c78b5', opacity: 1, ring: '#4c78b5' },
    { x: 150.123456, y: 60, radius: 10, shape: 'square', colour: '#738091', opacity: 0.12, ring: null },
  ],
  labels: [
    { key: 'p0', text: HOSTILE, x: 10, y: 40, bold: true, isRightToLeft: false },
    { key: 'g0', text: 'نورا', x: 150, y: 80, bold: false, isRightToLeft: true },
  ],
};

test('names cannot become markup, and what XML has no place for is shown as missing', () => {
  assert.equal(
    escapeXml(HOSTILE),
    '&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; \ufffd\ufffd\u202e',
  );
  const svg = sceneToSvg(SCENE, [`OP ${HOSTILE}`]);
  assert.ok(!svg.includes('<script'));
  assert.equal(svg.match(/<\/text>/g)?.length, 3);
});

test('circles are people, squares groups, rings stand around both; a right-to-left name says so', () => {
  const svg = sceneToSvg(SCENE, []);
  assert.match(svg, /<circle cx="10" cy="20" r="8" fill="#4c78b5" fill-opacity="1"/);
  assert.match(svg, /<circle cx="10" cy="20" r="11" fill="none" stroke="#4c78b5"/);
  // A square of the area of a circle of radius 10 has sides of 17.72.
  assert.match(
    svg,
    /<rect x="141.26" y="51.14" width="17.72" height="17.72" fill="#738091" fill-opacity="0.12"/,
  );
  assert.match(
    svg,
    /<line x1="10" y1="20" x2="150.12" y2="60" stroke="#738091" stroke-width="2.5" stroke-opacity="0.5"\/>/,
  );
  assert.match(svg, /<text x="150" y="80" direction="rtl">نورا<\/text>/);
});

test('the caption stands under the picture, its first line as the title', () => {
  const svg = sceneToSvg(SCENE, ['OP LANTERN: contact graph', 'All messages']);
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="200" height="160"/);
  assert.match(svg, /<title>OP LANTERN: contact graph<\/title>/);
  assert.match(svg, /<text x="12" y="143">All messages<\/text>/);
});

test('the same picture gives the same bytes', () => {
  assert.equal(sceneToSvg(SCENE, ['a']), sceneToSvg(structuredClone(SCENE), ['a']));
});
