/** Draws the graph's ties for sigma: straight lines. */
import type { Attributes } from 'graphology-types';
import type Sigma from 'sigma';
import {
  EdgeProgram,
  type EdgeProgramType,
  type InstancedProgramDefinition,
  type ProgramInfo,
} from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import { CORNERS, type Look } from './node-program.ts';

export interface TieLook extends EdgeDisplayData {
  readonly isLit: boolean;
}

// A line narrower than a px is drawn a px wide and as much paler. Lengths as in node-program.ts.
const VERTEX = /* glsl */ `
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_width;
attribute float a_lit;
attribute vec4 a_color;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_dim;

varying vec4 v_color;
varying float v_across;
varying float v_half;

const float BIAS = 255.0 / 254.0;

void main() {
  float width = a_width / u_sizeRatio;
  v_half = max(width, 1.0) / 2.0;
  float opacity = a_color.a * BIAS * min(width, 1.0) * (a_lit > 0.5 ? 1.0 : u_dim);
  v_color = vec4(a_color.rgb * opacity, opacity);
  v_across = a_corner.y * (v_half + 1.0);
  vec2 along = a_to - a_from;
  float distance = length(along);
  vec2 aside = distance > 0.0 ? vec2(-along.y, along.x) / distance : vec2(0.0);
  vec2 position = mix(a_from, a_to, (a_corner.x + 1.0) / 2.0) + aside * v_across * 2.0 * u_correctionRatio;
  gl_Position = vec4((u_matrix * vec3(position, 1.0)).xy, 0.0, 1.0);
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_across;
varying float v_half;

uniform float u_feather;

void main() {
  gl_FragColor = v_color * (1.0 - smoothstep(v_half - u_feather, v_half + u_feather, abs(v_across)));
}
`;

const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_dim', 'u_feather'] as const;
type Uniform = (typeof UNIFORMS)[number];

export function tieProgram<N extends Attributes, E extends Attributes>(look: Look): EdgeProgramType<N, E> {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return class extends EdgeProgram<Uniform, N, E> {
    /** Without the layer that sigma finds edges by: see hits.ts. */
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
          { name: 'a_from', size: 2, type: FLOAT },
          { name: 'a_to', size: 2, type: FLOAT },
          { name: 'a_width', size: 1, type: FLOAT },
          { name: 'a_lit', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
        CONSTANT_DATA: CORNERS,
      };
    }

    override processVisibleItem(
      _id: number,
      start: number,
      from: NodeDisplayData,
      to: NodeDisplayData,
      given: EdgeDisplayData,
    ): void {
      const { size, color, isLit } = given as TieLook;
      const { array } = this;
      let i = start;
      array[i++] = from.x;
      array[i++] = from.y;
      array[i++] = to.x;
      array[i++] = to.y;
      array[i++] = size;
      array[i++] = isLit ? 1 : 0;
      array[i++] = floatColor(color);
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_dim, look.dim);
      gl.uniform1f(at.u_feather, 0.5 / params.pixelRatio);
    }
  };
}
