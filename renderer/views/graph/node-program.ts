/** Draws the graph's nodes for sigma: circles and squares with a halo, some with a ring around them. */
import type { Attributes } from 'graphology-types';
import type Sigma from 'sigma';
import {
  type InstancedProgramDefinition,
  NodeProgram,
  type NodeProgramType,
  type ProgramInfo,
} from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import { rgb } from './graph-colours.ts';
import { HALO, RING_GAP, RING_WIDTH, SQUARE_HALF } from './scene.ts';

/** What all nodes and ties of a canvas share; read at each drawing. */
export interface Look {
  /** `#rrggbb`. */
  page: string;
  /** Opacity of what is not lit: 1 while nothing is set off. */
  dim: number;
}

export interface NodeLook extends NodeDisplayData {
  readonly isSquare: boolean;
  readonly isLit: boolean;
  /** `#rrggbb`, or null for none. */
  readonly ring: string | null;
}

const float = (n: number): string => n.toFixed(4);

// Lengths are px of the screen: a px is 2 × u_correctionRatio of what u_matrix takes.
const VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute float a_square;
attribute float a_lit;
attribute vec4 a_color;
attribute vec4 a_ring;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_dim;

varying vec2 v_place;
varying float v_radius;
varying float v_square;
varying float v_opacity;
varying vec4 v_color;
varying vec4 v_ring;

// Room for the ring and its soft edge, or for the halo's.
const float RINGED = 6.0;
const float PLAIN = 2.0;
const float BIAS = 255.0 / 254.0;

void main() {
  v_radius = a_size / u_sizeRatio;
  v_place = a_corner * (v_radius + (a_ring.a > 0.0 ? RINGED : PLAIN));
  vec2 position = a_position + v_place * 2.0 * u_correctionRatio;
  gl_Position = vec4((u_matrix * vec3(position, 1.0)).xy, 0.0, 1.0);
  v_square = a_square;
  v_opacity = a_lit > 0.5 ? 1.0 : u_dim;
  v_color = a_color;
  v_ring = vec4(a_ring.rgb, a_ring.a * BIAS);
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec2 v_place;
varying float v_radius;
varying float v_square;
varying float v_opacity;
varying vec4 v_color;
varying vec4 v_ring;

uniform vec3 u_page;
uniform float u_feather;

const float HALF_HALO = ${float(HALO / 2)};
const float RING_MIDDLE = ${float(RING_GAP + RING_WIDTH / 2)};
const float HALF_RING = ${float(RING_WIDTH / 2)};
const float SQUARE_HALF = ${float(SQUARE_HALF)};

void main() {
  vec2 place = abs(v_place);
  float reach = v_square > 0.5 ? max(place.x, place.y) / SQUARE_HALF : length(place);
  float outside = reach - v_radius;
  float halo = 1.0 - smoothstep(HALF_HALO - u_feather, HALF_HALO + u_feather, outside);
  float body = 1.0 - smoothstep(-HALF_HALO - u_feather, -HALF_HALO + u_feather, outside);
  float ring = 1.0 - smoothstep(HALF_RING - u_feather, HALF_RING + u_feather, abs(outside - RING_MIDDLE));
  vec4 color = vec4(mix(u_page, v_color.rgb, body), 1.0) * halo;
  color = mix(color, vec4(v_ring.rgb, 1.0), ring * v_ring.a);
  gl_FragColor = color * v_opacity;
}
`;

const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_dim', 'u_page', 'u_feather'] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Two triangles that make a square. */
export const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

export function nodeProgram<N extends Attributes, E extends Attributes>(look: Look): NodeProgramType<N, E> {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return class extends NodeProgram<Uniform, N, E> {
    /** Without the layer that sigma finds nodes by: see hits.ts. */
    constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma<N, E>) {
      super(gl, null, renderer);
    }

    override getDefinition(): InstancedProgramDefinition<Uniform> {
      return {
        VERTICES: CORNERS.length,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_square', size: 1, type: FLOAT },
          { name: 'a_lit', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_ring', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
        CONSTANT_DATA: CORNERS,
      };
    }

    override processVisibleItem(_id: number, start: number, given: NodeDisplayData): void {
      const { x, y, size, color, isSquare, isLit, ring } = given as NodeLook;
      const { array } = this;
      let i = start;
      array[i++] = x;
      array[i++] = y;
      array[i++] = size;
      array[i++] = isSquare ? 1 : 0;
      array[i++] = isLit ? 1 : 0;
      array[i++] = floatColor(color);
      array[i++] = ring === null ? 0 : floatColor(ring);
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_dim, look.dim);
      gl.uniform3fv(at.u_page, rgb(look.page));
      gl.uniform1f(at.u_feather, 0.5 / params.pixelRatio);
    }
  };
}
