import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openingBounds } from './bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 2560, height: 1400 };
const usual = { width: 1440, height: 900 };

test('without stored bounds the window has its usual size', () => {
  assert.deepEqual(openingBounds(null, [screen]), usual);
});

test('a window comes back where it was, on any screen', () => {
  const stored = { x: 2000, y: 100, width: 1600, height: 1000 };
  assert.deepEqual(openingBounds(stored, [screen, second]), stored);
});

test('a window whose screen is gone has its usual size and no place', () => {
  assert.deepEqual(openingBounds({ x: 2000, y: 100, width: 1600, height: 1000 }, [screen]), usual);
});

test('a window whose title bar cannot be reached has its usual size and no place', () => {
  assert.deepEqual(openingBounds({ x: 100, y: -60, width: 1600, height: 1000 }, [screen]), usual);
  assert.deepEqual(openingBounds({ x: -1580, y: 100, width: 1600, height: 900 }, [screen]), usual);
});

test('a window is no larger than its screen and no smaller than its page can be', () => {
  const large = openingBounds({ x: 0, y: 0, width: 5000, height: 3000 }, [screen]);
  assert.deepEqual(large, { x: 0, y: 0, width: 1920, height: 1080 });
  const small = openingBounds({ x: 0, y: 0, width: 400, height: 300 }, [screen]);
  assert.deepEqual(small, { x: 0, y: 0, width: 1024, height: 700 });
});
